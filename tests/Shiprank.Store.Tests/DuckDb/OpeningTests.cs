using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.DuckDb;

namespace Shiprank.Store.Tests.DuckDb;

public sealed class OpeningTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_key_is_made_once_and_kept()
    {
        using (var made = Open().Value) Assert.Equal(Given.Key, made.Key);
        using var again = DuckStore.Open(folder.File(), TimeProvider.System, () => throw new InvalidOperationException("asked again")).Value;
        Assert.Equal(Given.Key, again.Key);
    }

    [Fact]
    public void A_missing_folder_is_made_for_the_owner_alone()
    {
        var path = Path.Combine(folder.Path, "new", "deep", DuckStore.FileName);
        using var store = DuckStore.Open(path, TimeProvider.System, () => Given.Key).Value;
        Assert.True(File.Exists(path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Opening_twice_in_one_program_is_refused_and_works_after_closing()
    {
        using (Open().Value) Assert.Contains("open in this program already", Open().Problem.Reason, StringComparison.Ordinal);
        Open().Value.Dispose();
    }

    [Fact]
    public void A_newer_schema_is_left_alone()
    {
        Open().Value.Dispose();
        Alter("insert into schema_versions values (99, 'later', now())");
        var problem = Open().Problem;
        Assert.Contains("written by a newer Shiprank (schema 99", problem.Reason, StringComparison.Ordinal);
        Assert.Contains("update Shiprank", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_programs_database_is_left_alone()
    {
        Alter("create table theirs (x integer)");
        Assert.Contains("not Shiprank's", Open().Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(folder.File(), string.Concat(Enumerable.Repeat("this is a text file, and a long one\n", 1000)));
        Assert.Contains("no Shiprank data", Open().Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_the_files_place_is_refused()
    {
        Directory.CreateDirectory(folder.File());
        Assert.NotEmpty(Open().Problem.Remedy);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_problem_with_a_remedy()
    {
        File.WriteAllText(folder.File("file"), "x");
        var problem = DuckStore.Open(Path.Combine(folder.File("file"), DuckStore.FileName), TimeProvider.System, () => Given.Key).Problem;
        Assert.NotEmpty(problem.Remedy);
    }

    [Fact]
    public void A_file_without_permission_is_a_problem_that_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "permissions don't bind this user");
        Open().Value.Dispose();
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.File(), UnixFileMode.None);
        Assert.Contains("no permission", Open().Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_where_nobody_may_write_is_a_problem()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        Assert.NotEmpty(DuckStore.Open("/proc/" + DuckStore.FileName, TimeProvider.System, () => Given.Key).Problem.Remedy);
    }

    [Theory]
    [InlineData(0.3, 0, "half the file is gone")]
    [InlineData(1, 2, "one bit in the headers is wrong")]
    [InlineData(1, 4096 * 2, "the second header is wrong")]
    [InlineData(1, 12_300, "the first block is wrong")]
    public void A_damaged_file_is_a_problem_and_never_a_crash(double kept, int flipped, string how)
    {
        using (var store = Open().Value) store.AddUsage(Given.Batch(1, [.. Enumerable.Range(0, 3000).Select(i => Given.Priced(Given.Row($"k{i}")))]));
        var bytes = File.ReadAllBytes(folder.File());
        if (flipped > 0)
        {
            for (var i = flipped; i < flipped + 600; i++) bytes[i] ^= 0x55;
        }

        File.WriteAllBytes(folder.File(), bytes[..(int)(bytes.Length * kept)]);
        var opened = Open();
        Assert.False(opened.Succeeded, how);
        Assert.NotEmpty(opened.Problem.Remedy);
    }

    [Fact]
    public void A_damaged_log_of_changes_is_a_problem_or_is_left_out_and_never_a_crash()
    {
        Open().Value.Dispose();
        File.WriteAllBytes(folder.File() + ".wal", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))]);
        var opened = Open();
        if (opened.Succeeded) opened.Value.Dispose();
        else Assert.NotEmpty(opened.Problem.Remedy);
    }

    private Core.Result<DuckStore> Open() => DuckStore.Open(folder.File(), TimeProvider.System, () => Given.Key);

    private void Alter(string sql)
    {
        using var database = new DuckDatabase(folder.File());
        using var connection = database.Connect();
        connection.Run(sql);
    }
}
