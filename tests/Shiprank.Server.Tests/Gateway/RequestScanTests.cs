using System.Text;
using Shiprank.Server.Gateway.Calling;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>What a body says, read the short way and, where a name is escaped, the long one: both come to the same.</summary>
public sealed class RequestScanTests
{
    public static TheoryData<string> Bodies =>
    [
        """{}""",
        """ { "model" : "m" , "max_tokens" : 12 , "stream" : true } """,
        """{"model":"m","max_tokens":1,"max_output_tokens":900,"n":3,"speed":"fast"}""",
        """{"model":"m","messages":[{"role":"system","content":"a \" ] } b"},{"role":"user","content":"Current branch: x"},{"a":1}],"stream":true,"stream_options":{ "a" : [1,{"b":"]"}] }}""",
        """{"messages":[],"model":"m","stream":true,"stream_options":null}""",
        """{"tools":[{"x":{"y":["\\\"","\\"]}}],"model":"m","generationConfig":{"maxOutputTokens":77,"candidateCount":2,"z":{}}}""",
        """{"model":"m","input":"just a text","previous_response_id":"r"}""",
        """{"model":"m","max_tokens":-4,"n":"two","service_tier":7,"conversation":null,"x":1e5,"y":false}""",
        """{"model":"m","metadata":{"model":"other","max_tokens":5},"contents":[[1,[2]],"x"]}""",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Both_ways_come_to_the_same(string body)
    {
        // A name with an escape makes the short way give up.
        var escaped = body.TrimStart().Insert(1, "\"\\u0078\":0" + (body.Trim() == "{}" ? "" : ","));
        var (brief, whole) = (RequestScan.Read(Encoding.UTF8.GetBytes(body), AnswerForm.Chat, out var one), RequestScan.Read(Encoding.UTF8.GetBytes(escaped), AnswerForm.Chat, out var two));
        Assert.Equal(("", ""), (one, two));
        var moved = escaped.Length - body.Length;
        Assert.Equal(whole! with { Opening = default, UsageAt = 0, UsageText = "" }, brief! with { Opening = default, UsageAt = 0, UsageText = "" });
        Assert.Equal(brief.Opening.Length, whole.Opening.Length);
        if (brief.Opening.Length > 0) Assert.Equal(brief.Opening.At + moved, whole.Opening.At);
        Assert.Equal((brief.UsageAt < 0, brief.UsageText.Length > 0), (whole.UsageAt < 0, whole.UsageText.Length > 0));
    }

    [Theory]
    [InlineData("""{"model":"m"}x""")]
    [InlineData("""{"model":"m",}""")]
    [InlineData("""{"model":"m" "a":1}""")]
    [InlineData("""{"model":"m","a":}""")]
    [InlineData("""{"model":"m","a":[}""")]
    [InlineData("""{"model":"m","a":"x""")]
    [InlineData("""{"model":"m","a":"x\""")]
    [InlineData("""{model:"m"}""")]
    [InlineData("""{"model":"a","mod\u0065l":"b"}""")]
    [InlineData("""{"model":tru}""")]
    [InlineData("""{"generationConfig":{"maxOutputTokens":1,},"model":"m"}""")]
    public void What_is_no_body_is_refused_by_both(string body) => Assert.Null(RequestScan.Read(Encoding.UTF8.GetBytes(body), AnswerForm.Chat, out _));

    [Fact]
    public void A_branch_is_found_in_the_first_messages_alone()
    {
        var body = Encoding.UTF8.GetBytes("""{"model":"m","messages":[{"content":"a"},{"content":"x\nCurrent branch: PAY-7-cart\nMain"},{"content":"Current branch: PAY-8"}]}""");
        var facts = RequestScan.Read(body, AnswerForm.Anthropic, out _)!;
        Assert.Equal("PAY-7-cart", BranchInBody.Read(body.AsSpan(facts.Opening.At, facts.Opening.Length)));
        Assert.Equal("", BranchInBody.Read("Current branch: "u8));
    }
}
