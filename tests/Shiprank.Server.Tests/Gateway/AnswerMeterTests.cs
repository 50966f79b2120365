using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Usage;
using Shiprank.Server.Gateway.Calling;
using Shiprank.Server.Gateway.Metering;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>Usage out of bytes as they come, in any cut.</summary>
public sealed class AnswerMeterTests
{
    private const string Claude =
        "event: message_start\r\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_ä\",\"model\":\"m\",\"usage\":{\"input_tokens\":10,\"cache_read_input_tokens\":20,\"cache_creation_input_tokens\":7,\"output_tokens\":1}}}\r\n\r\n"
        + "data: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"\\\"usage\\\": nothing\"}}\n\n: ping\n\n"
        + "data: {\"type\":\"message_delta\",\"usage\":{\"input_tokens\":12,\"output_tokens\":5}}\n\n"
        + "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":9,\"cache_creation\":{\"ephemeral_1h_input_tokens\":3,\"ephemeral_5m_input_tokens\":4}}}\n\ndata: {\"type\":\"message_stop\"}\n\n";

    [Fact]
    public void Any_cut_of_a_stream_tells_the_same() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Choose(1, 60))), cuts =>
    {
        var metered = new MeteredAnswer(AnswerForm.Anthropic);
        using var meter = new AnswerMeter(metered, streams: true);
        var bytes = Encoding.UTF8.GetBytes(Claude).AsSpan();
        foreach (var cut in cuts)
        {
            var piece = Math.Min(cut, bytes.Length);
            meter.Feed(bytes[..piece]);
            bytes = bytes[piece..];
        }

        meter.Feed(bytes);
        meter.End(whole: true);
        Assert.Equal((new TokenCounts(12, 20, 4, 3, 9), true, "msg_ä", "m"), (metered.Tokens, metered.ToldAll, metered.Response, metered.Model));
    }));

    [Theory]
    [InlineData("data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":-5,\"output_tokens\":1e99}}}\n\n", 0)]
    [InlineData("data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":99999999999999}}}\n\n", 0)]
    [InlineData("data: {\"usage\":\n\n", 0)]
    [InlineData("data: {\"usage\":[1,2]}\n\n", 0)]
    [InlineData("\"usage\" without any form", 0)]
    [InlineData("data: {\"usage\":{\"input_tokens\":\"12\"}}\n\n", 0)]
    [InlineData("data: {\"type\":\"message_delta\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}", 7)]
    public void What_is_no_count_counts_nothing(string text, long total)
    {
        var metered = new MeteredAnswer(AnswerForm.Anthropic);
        using var meter = new AnswerMeter(metered, streams: true);
        meter.Feed(Encoding.UTF8.GetBytes(text));
        meter.End(whole: true);
        Assert.Equal((total, total > 0), (metered.Tokens.Total, metered.ToldAll));
    }

    [Fact]
    public void An_event_without_an_end_is_given_up_and_the_next_is_read()
    {
        var metered = new MeteredAnswer(AnswerForm.Responses);
        using var meter = new AnswerMeter(metered, streams: true);
        meter.Feed("data: {\"type\":\"x\",\"usage"u8);
        var piece = new byte[1 << 20];
        piece.AsSpan().Fill((byte)'a');
        for (var i = 0; i < 20; i++) meter.Feed(piece);
        meter.Feed("\ndata: {\"type\":\"response.completed\",\"response\":{\"usage\":{\"input_tokens\":5,\"output_tokens\":6}}}\n"u8);
        meter.End(whole: true);
        Assert.Equal((11, true), (metered.Tokens.Total, metered.ToldAll));
    }

    [Fact]
    public void An_array_of_pieces_is_read_as_a_stream_is()
    {
        var metered = new MeteredAnswer(AnswerForm.Gemini);
        using var meter = new AnswerMeter(metered, streams: false);
        meter.Feed("[{\"usageMetadata\":{\"promptTokenCount\":10,\"candidatesTokenCount\":1}},\n{\"usageMetadata\":{\"promptTokenCount\":10,\"cachedContentTokenCount\":4,\"candidatesTokenCount\":7,\"thoughtsTokenCount\":3,\"toolUsePromptTokenCount\":2}}]"u8);
        meter.End(whole: true);
        Assert.Equal(new TokenCounts(8, 4, 0, 0, 10, 3), metered.Tokens);
    }
}
