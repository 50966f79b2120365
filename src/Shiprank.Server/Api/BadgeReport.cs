using Shiprank.Engine.Badges;
using Shiprank.Engine.Documents;

namespace Shiprank.Server.Api;

/// <summary>What badges there are and how many hold them: the document of <c>shiprank badges --json</c>.</summary>
internal static class BadgeReport
{
    public static ApiReport One => new(
        "badges",
        "getBadges",
        "What badges there are, what earns them, and how many hold them",
        [],
        [new("schemaVersion", "integer"), new("policy", "object"), new("asOf", "string"), new("smallestGroup", "integer"), new("rows", "array")],
        Gallery);

    private static ApiAnswer Gallery(Question q)
    {
        var gallery = BadgeGallery.Of(q.Standing, q.Store);
        return ApiAnswer.Of(into => BadgesDocument.Write(into, gallery, q.Standing));
    }
}
