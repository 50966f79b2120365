using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Attribution.Spend;

namespace Shiprank.Tests.Spend;

public sealed class GitAiKeyTests
{
    [Fact]
    public void A_sessions_key_is_the_hash_of_tool_and_id_under_the_writers_name_of_the_tool()
    {
        const string Id = "11111111-2222-4333-8444-555555555555";
        Assert.StartsWith("014f8695c01cc2d3", GitAiKey.Of(new("claude-code", Id)).First());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"codex:{Id}"))), Assert.Single(GitAiKey.Of(new("codex", Id))));
    }

    [Theory]
    [InlineData("s_014f8695c01cc2", "014f8695c01cc2")]
    [InlineData("014f8695c01cc2d3", "014f8695c01cc2d3")]
    [InlineData("014f869", "014f869")]
    [InlineData("014f86", null)]
    [InlineData("ai_agent", null)]
    [InlineData("", null)]
    public void A_notes_key_is_compared_by_its_digits(string key, string? digits) => Assert.Equal(digits, GitAiKey.Digits(key));
}
