using Shiprank.Cli;
using Shiprank.Engine;
using Shiprank.Store;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Tests.EndToEnd;

/// <summary>Data that can't be used is refused in a sentence with the way out, exit code 1, and left as it is.</summary>
public sealed class RefusedDataTests : IDisposable
{
    private readonly Site site = new();

    private string DataFile => site.At($"data/{DuckStore.FileName}");

    public void Dispose() => site.Dispose();

    [Fact]
    public void A_second_process_is_told_who_holds_the_data()
    {
        site.SyncWhole();
        using (Workspace.OpenStore(site.At("data"), TimeProvider.System).Value)
        {
            foreach (var command in new[] { "sync", "score", "board", "change abcdef" })
            {
                var (code, output, error) = RealProcess.Run(site.Folder, [.. command.Split(' '), "--config", site.At("shiprank.yaml"), "--data", site.At("data")]);
                Assert.Equal((1, ""), (code, output));
                Assert.Contains("in use by another program", error, StringComparison.Ordinal);
                Assert.Contains("use another data folder", error, StringComparison.Ordinal);
                Assert.DoesNotContain("bug", error, StringComparison.Ordinal);
            }
        }

        site.SyncWhole();
    }

    [Fact]
    public void A_file_that_is_no_database_is_left_alone()
    {
        var text = string.Concat(Enumerable.Repeat("a diary, line after line\n", 800));
        site.Run.Write($"data/{DuckStore.FileName}", text);
        Refused("no Shiprank data", "another data folder");
        Assert.Equal(text, File.ReadAllText(DataFile));
    }

    [Fact]
    public void A_newer_schema_is_left_alone()
    {
        site.SyncWhole();
        using (var database = new DuckDatabase(DataFile))
        using (var connection = database.Connect())
        {
            connection.Run("insert into schema_versions values (99, 'later', now())");
        }

        Refused("newer Shiprank", "update Shiprank");
    }

    [Theory]
    [InlineData(0, 600)]
    [InlineData(4096, 8192)]
    [InlineData(12_300, 20_000)]
    public void A_damaged_file_says_how_to_go_on(int from, int to)
    {
        site.SyncWhole();
        var bytes = File.ReadAllBytes(DataFile);
        for (var i = from; i < Math.Min(to, bytes.Length); i++) bytes[i] ^= 0x55;
        File.WriteAllBytes(DataFile, bytes);
        Refused(DataFile, "another data folder|restore it from a backup");
    }

    [Fact]
    public void Damage_anywhere_in_the_file_is_never_taken_for_a_bug()
    {
        site.SyncWhole();
        var whole = File.ReadAllBytes(DataFile);
        for (var part = 0; part < 10; part++)
        {
            var bytes = whole.ToArray();
            var at = whole.Length / 10 * part;
            for (var i = at; i < at + 4096 && i < bytes.Length; i++) bytes[i] ^= 0x55;
            File.WriteAllBytes(DataFile, bytes);
            foreach (var command in new[] { "score --json", "sync", "board" })
            {
                var code = site.Ask(command);
                Assert.True(code is ExitCode.Ok or ExitCode.Failure, $"{command}, damage at {at} of {whole.Length}: {code}\n{site.Run.Error}");
                Assert.False(site.Run.Error.Contains("a bug in", StringComparison.Ordinal), $"{command}, damage at {at} of {whole.Length}: {site.Run.Error}");
            }
        }
    }

    [Fact]
    public void A_folder_that_nobody_may_write_is_said()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        Assert.Equal(ExitCode.Failure, site.Run.Run("sync", "--config", site.At("shiprank.yaml"), "--data", "/proc/shiprank"));
        Assert.StartsWith("error: ", site.Run.Error, StringComparison.Ordinal);
        Assert.Contains("another data folder", site.Run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("bug", site.Run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_permission_is_said()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "permissions don't bind this user");
        Directory.CreateDirectory(site.At("data"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(site.At("data"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Refused("no permission", "access");
    }

    private void Refused(string reason, string remedies)
    {
        foreach (var command in new[] { "sync", "score", "board --json" })
        {
            Assert.Equal(ExitCode.Failure, site.Ask(command));
            Assert.Equal("", site.Run.Out);
            Assert.Contains(reason, site.Run.Error, StringComparison.Ordinal);
            Assert.True(remedies.Split('|').Any(r => site.Run.Error.Contains(r, StringComparison.Ordinal)), site.Run.Error);
            Assert.DoesNotContain("bug", site.Run.Error, StringComparison.Ordinal);
        }
    }
}
