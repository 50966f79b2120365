using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Forges;

/// <summary>A push as one delivery shows it.</summary>
/// <param name="Commit">The commit of an annotated tag, where that is told.</param>
/// <param name="At">Null when nothing tells it.</param>
internal sealed record PushSnapshot(string Source, RepositoryEntry Repository, string Ref, string? Before, string? After, string? Commit, bool Forced, string? DefaultBranch, DateTimeOffset? At);

/// <summary>The event of a push, whichever forge it came from. Pushes to other branches than the default one are nothing to compare a clone with.</summary>
internal static class PushFacts
{
    private const string Branches = "refs/heads/";
    private const string Tags = "refs/tags/";

    public static ForgeReading Of(PushSnapshot push)
    {
        var isTag = push.Ref.StartsWith(Tags, StringComparison.Ordinal);
        var branch = push.Repository.DefaultBranch ?? push.DefaultBranch;
        var isDefault = branch is not null && push.Ref == Branches + branch;
        if (!isTag && !isDefault) return ForgeReading.Nothing("push: to a branch that is not the default one");
        if (push.At is not { } at) return ForgeReading.Nothing("push: nothing tells when");
        var id = $"{push.Ref} {Short(push.Before)}..{Short(push.After)}";
        return ForgeReading.Of(ForgeEvent.Push(new(
            push.Source, id, push.Repository.Name, push.Ref, push.Before, isTag && push.After is not null ? push.Commit ?? push.After : push.After, push.Forced, isDefault, at)));
    }

    private static string Short(string? sha) => sha is null ? "none" : sha.Length <= 12 ? sha : sha[..12];
}
