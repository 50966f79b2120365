using Shiprank.Core.Access;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Health;

namespace Shiprank.Server.Api;

/// <summary>Where facts come from and how that is: the document of <c>shiprank sources</c>.</summary>
internal static class HealthReport
{
    public static ApiReport One => new(
        "sources", "getSources", "Where facts come from, whether it is whole and new, and who in them is nobody's", [],
        [new("schemaVersion", "integer"), new("asOf", "string"), new("states", "object"), new("sources", "array"), new("unmatched", "array"), new("nobody", "object"), new("coverage", "object"), new("storeBytes", "integer?"), new("problems", "array")],
        q => ApiAnswer.Of(into => SourcesDocument.Write(into, SourcesView.Of(q.Standing, q.Store, new()))))
    {
        Needs = Right.Sources,
    };
}
