namespace Shiprank.Tests.Scenarios;

/// <summary>Folder of a built scenario (<c>shiprank.yaml</c>, <c>events.jsonl</c>, <c>repos/</c>), as-of, first and last day → the document of <c>shiprank score --json</c>.</summary>
internal delegate string ScoreFolder(string folder, string asOf, string since, string until);

/// <summary>Where the golden scenarios meet the product.</summary>
internal static class Scoring
{
    public static ScoreFolder? Score => DirectScoring.Score;
}
