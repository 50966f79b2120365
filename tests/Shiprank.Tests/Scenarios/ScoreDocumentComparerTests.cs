namespace Shiprank.Tests.Scenarios;

public sealed class ScoreDocumentComparerTests
{
    private static readonly string Document = Scenario.All.Single(s => s.Name == "02-two-people").ExpectedDocument;

    [Fact]
    public void A_document_agrees_with_itself() =>
        Assert.All(Scenario.All, s => Assert.Empty(ScoreDocumentComparer.Differences(s.ExpectedDocument, s.ExpectedDocument)));

    [Fact]
    public void The_order_of_rows_and_the_hash_of_the_policy_do_not_matter() => Assert.Empty(ScoreDocumentComparer.Differences(
        """{"policy":{"name":"p","sha256":null},"cells":[{"service":"a","day":"d","person":"x","S":"1","changes":["1","2"]},{"service":"a","day":"d","person":"y","S":"2"}]}""",
        """{"policy":{"name":"p","sha256":"ff"},"cells":[{"service":"a","day":"d","person":"y","S":"2.0001"},{"service":"a","day":"d","person":"x","S":"1.0","changes":["2","1"],"extra":1}]}"""));

    [Theory]
    [InlineData("\"S\": \"51\"", "\"S\": \"51.002\"", "cells[shop 2026-03-03 ada].S: expected \"51\", got \"51.002\"")]
    [InlineData("\"eligible\": 30", "\"eligible\": 31", ".eligible: expected 30, got 31")]
    [InlineData("\"provisional\": false", "\"provisional\": true", ".provisional: expected false, got true")]
    [InlineData("\"fate\": \"live\"", "\"fate\": \"dead\"", ".fate: expected \"live\", got \"dead\"")]
    [InlineData("\"reason\": null", "\"reason\": \"revert\"", ".reason: expected null, got \"revert\"")]
    [InlineData("\"quality\": \"1\"", "\"quality\": null", ".quality: expected \"1\", got null")]
    [InlineData("\"person\": \"bob\"", "\"person\": \"bert\"", "bert]: not expected")]
    [InlineData("\"bob\": \"1\"", "\"bert\": \"1\"", "bert is not expected")]
    [InlineData("\"scu\"", "\"SCU\"", "scu: missing")]
    public void What_differs_is_named(string from, string to, string difference)
    {
        var at = Document.IndexOf(from, StringComparison.Ordinal);
        var changed = Document[..at] + to + Document[(at + from.Length)..];
        Assert.Contains(ScoreDocumentComparer.Differences(Document, changed), d => d.Contains(difference, StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_missing_from_a_cell_is_named()
    {
        const string With = """{"cells":[{"service":"a","day":"d","person":"x","changes":["1","2"]}]}""";
        Assert.Equal(["cells[a d x].changes: expected 1 2, got 1"], ScoreDocumentComparer.Differences(With, With.Replace(",\"2\"", "", StringComparison.Ordinal)));
    }
}
