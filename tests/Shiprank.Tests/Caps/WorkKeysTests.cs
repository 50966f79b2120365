using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;
using Shiprank.Store;

namespace Shiprank.Tests.Caps;

public sealed class WorkKeysTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_first_key_is_made_and_stays()
    {
        using var first = Open();
        using var second = Open();
        Assert.Equal(first.Current, Assert.Single(second.Ids));
        Assert.Equal(256, first.Signing.KeySize);
    }

    [Fact]
    public void Keys_are_their_owners_alone()
    {
        Open().Dispose();
        if (OperatingSystem.IsWindows()) return;
        var keys = Path.Combine(folder.Path, WorkKeys.FolderName);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(keys));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(keys))));
    }

    [Fact]
    public void A_key_that_was_rotated_out_still_verifies_and_signs_no_more()
    {
        using var before = Open();
        var old = GivenToken.Of().Sign(before.Signing);
        var made = WorkKeys.Rotate(folder.Path).Value;
        using var after = Open();
        Assert.Equal(made, after.Current);
        Assert.Equal([.. new[] { before.Current, made }.Order(StringComparer.Ordinal)], after.Ids);
        Assert.Equal(WorkTokenFault.None, GivenToken.Read(old, after.All).Fault);
        Assert.Equal(WorkTokenFault.None, GivenToken.Read(GivenToken.Of().Sign(after.Signing), after.All).Fault);
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => after.Find(before.Current)!.ExportECPrivateKey());
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(Path.Combine(folder.Path, WorkKeys.FolderName, before.Current + ".pub.pem")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void A_broken_key_is_told_with_its_folder(string text)
    {
        Open().Dispose();
        File.WriteAllText(Directory.GetFiles(Path.Combine(folder.Path, WorkKeys.FolderName))[0], text);
        var problem = WorkKeys.Open(folder.Path).Problem;
        Assert.Contains("keys of work tokens", problem.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Remedy);
    }

    [Fact]
    public void A_key_of_another_curve_is_refused()
    {
        Open().Dispose();
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        File.WriteAllText(Directory.GetFiles(Path.Combine(folder.Path, WorkKeys.FolderName))[0], other.ExportPkcs8PrivateKeyPem());
        Assert.Contains("P-256", WorkKeys.Open(folder.Path).Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rotation_is_seen_without_a_restart()
    {
        var clock = new SteppedClock();
        var ring = new WorkKeyRing(folder.Path, clock);
        var first = ring.Current.Value.Current;
        var made = WorkKeys.Rotate(folder.Path).Value;
        Directory.SetLastWriteTimeUtc(Path.Combine(folder.Path, WorkKeys.FolderName), DateTime.UtcNow.AddSeconds(2));
        Assert.Equal(first, ring.Current.Value.Current);
        clock.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(made, ring.Current.Value.Current);
    }

    [Fact]
    public void A_folder_that_breaks_keeps_the_keys_in_force()
    {
        var clock = new SteppedClock();
        var ring = new WorkKeyRing(folder.Path, clock);
        var first = ring.Current.Value.Current;
        foreach (var file in Directory.GetFiles(Path.Combine(folder.Path, WorkKeys.FolderName))) File.WriteAllText(file, "gone");
        Directory.SetLastWriteTimeUtc(Path.Combine(folder.Path, WorkKeys.FolderName), DateTime.UtcNow.AddSeconds(2));
        clock.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(first, ring.Current.Value.Current);
    }

    [Fact]
    public void An_organisations_id_is_stable_and_tells_installations_apart()
    {
        Assert.Equal(OrganisationId.Of(new(1, 2)), OrganisationId.Of(new(1, 2)));
        Assert.NotEqual(OrganisationId.Of(new(1, 2)), OrganisationId.Of(new(2, 1)));
        Assert.Matches("^[0-9a-f]{16}$", OrganisationId.Of(new InstallationKey(ulong.MaxValue, 0)));
    }

    public void Dispose() => folder.Dispose();

    private WorkKeys Open() => WorkKeys.Open(folder.Path).Value;

    /// <summary>Time passes when a test says so.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Pass(TimeSpan span) => ticks += span.Ticks;
    }
}
