using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Caps;

namespace Shiprank.Tests.Caps;

public sealed class WorkTokenTests : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public void What_was_signed_is_read_as_it_was()
    {
        var token = GivenToken.Of() with { Autonomous = true, Job = "nightly fix", Repository = "northwind/checkout", MostUsd = 4.5m, MostSteps = 200, MostMinutes = 30 };
        Assert.Equal(new(token, WorkTokenFault.None), Read(token.Sign(key)));
    }

    [Fact]
    public void It_is_short_and_fit_for_a_header()
    {
        var text = (GivenToken.Of() with { Job = new('j', 100), Repository = new('r', 100) }).Sign(key);
        Assert.True(text.Length < 800);
        Assert.All(text, sign => Assert.True(char.IsAsciiLetterOrDigit(sign) || sign is '_' or '-' or '.'));
    }

    [Fact]
    public void Another_ones_signature_is_forged() => Assert.Equal(new(null, WorkTokenFault.Forged), Read(GivenToken.Of().Sign(other)));

    [Fact]
    public void A_changed_claim_is_forged()
    {
        var (mine, theirs) = (GivenToken.Of().Sign(key), (GivenToken.Of() with { Person = "bo" }).Sign(other));
        Assert.Equal(new(null, WorkTokenFault.Forged), Read(theirs[..theirs.IndexOf('.')] + mine[mine.IndexOf('.')..]));
    }

    [Fact]
    public void Every_bit_of_a_token_counts()
    {
        var text = GivenToken.Of().Sign(key);
        for (var i = WorkToken.Prefix.Length; i < text.Length; i++)
        {
            // The last sign of a part holds bits that stand for nothing; any other change has to be seen.
            var swapped = text[i] == '.' ? 'A' : text[i] == 'A' ? 'B' : 'A';
            var changed = string.Concat(text.AsSpan(0, i), [swapped], text.AsSpan(i + 1));
            Assert.Null(Read(changed).Token);
        }
    }

    [Fact]
    public void Another_organisations_token_is_told_as_that_even_with_a_key_of_ours() =>
        Assert.Equal(WorkTokenFault.OtherOrganisation, Read((GivenToken.Of() with { Organisation = "fedcba9876543210" }).Sign(key)).Fault);

    [Theory]
    [InlineData(0, WorkTokenFault.None)]
    [InlineData(-4, WorkTokenFault.None)]
    [InlineData(-5, WorkTokenFault.None)]
    [InlineData(-6, WorkTokenFault.NotYet)]
    [InlineData(480, WorkTokenFault.None)]
    [InlineData(484, WorkTokenFault.None)]
    [InlineData(485, WorkTokenFault.Expired)]
    [InlineData(100_000, WorkTokenFault.Expired)]
    public void Clocks_may_be_five_minutes_apart_and_no_more(int minutes, WorkTokenFault fault) =>
        Assert.Equal(fault, GivenToken.Read(GivenToken.Of().Sign(key), [key], GivenToken.Now.AddMinutes(minutes)).Fault);

    [Theory]
    [InlineData("")]
    [InlineData("shw_")]
    [InlineData("shw_abc")]
    [InlineData("sk-ant-api03-something")]
    [InlineData("shp_0123456789")]
    [InlineData("SHW_e30.e30")]
    public void What_is_no_work_token_is_told_as_that(string text) => Assert.Equal(new(null, WorkTokenFault.NotOne), Read(text));

    [Theory]
    [InlineData("shw_.")]
    [InlineData("shw_..")]
    [InlineData("shw_e30.")]
    [InlineData("shw_e30.e30")]
    [InlineData("shw_e30.%%%")]
    [InlineData("shw_\0\0.AAAA")]
    [InlineData("shw_äöü.ÿÿÿÿ")]
    public void Garbage_is_refused(string text) => Assert.Equal(new(null, WorkTokenFault.Forged), Read(text));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"org\":\"0123456789abcdef\"}")]
    [InlineData("{\"org\":1,\"run\":2,\"iat\":\"x\",\"exp\":{}}")]
    [InlineData("{\"org\":\"0123456789abcdef\",\"run\":\"r\",\"iat\":1e400,\"exp\":1}")]
    [InlineData("not json")]
    public void Claims_that_are_none_are_refused_whoever_signed_them(string claims) => Assert.Equal(new(null, WorkTokenFault.Forged), Read(Signed(Encoding.UTF8.GetBytes(claims))));

    [Fact]
    public void Enormous_ones_are_not_looked_at()
    {
        Assert.Equal(WorkTokenFault.NotOne, Read((GivenToken.Of() with { Job = new('x', 4000) }).Sign(key)).Fault);
        Assert.Equal(WorkTokenFault.NotOne, Read(WorkToken.Prefix + new string('A', 10_000_000) + ".AAAA").Fault);
    }

    [Fact]
    public void Without_keys_nothing_is_believed() => Assert.Equal(WorkTokenFault.Forged, GivenToken.Read(GivenToken.Of().Sign(key), []).Fault);

    [Fact]
    public void Any_of_the_keys_will_do() => Assert.Equal(WorkTokenFault.None, GivenToken.Read(GivenToken.Of().Sign(key), [other, key]).Fault);

    [Fact]
    public void It_can_be_shown_without_a_key()
    {
        Assert.Equal(GivenToken.Of(), WorkToken.Peek(GivenToken.Of().Sign(other)));
        Assert.Null(WorkToken.Peek("shw_%%%.x"));
        Assert.Null(WorkToken.Peek("x"));
    }

    public void Dispose()
    {
        key.Dispose();
        other.Dispose();
    }

    private WorkTokenReading Read(string text) => GivenToken.Read(text, [key]);

    private string Signed(byte[] claims)
    {
        var signed = WorkToken.Prefix + Base64Url.EncodeToString(claims);
        return signed + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
    }
}
