namespace Shiprank.Core.Badges;

/// <summary>Says why an award ended, by what took its evidence out.</summary>
internal static class RevokedBy
{
    private const int ShortSha = 7;

    public static Revocation Of(string repository, string sha, Undoing gone) => gone.IsRevert
        ? new(gone.At, $"{repository}@{Short(sha)} was reverted by {Short(gone.By)}", repository, gone.By)
        : new(gone.At, $"{repository}@{Short(sha)} was rolled back by deployment {gone.By}", repository, gone.By);

    private static string Short(string sha) => sha[..Math.Min(ShortSha, sha.Length)];
}
