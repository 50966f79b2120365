using Shiprank.Core.Access;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with the audit log.</summary>
public abstract class AuditCompliance
{
    protected abstract IStore Create();

    [Fact]
    public void An_entry_is_numbered_from_1_and_chained_to_the_one_before()
    {
        using var store = Create();
        Assert.Empty(store.ReadAudit());
        var first = store.Audit(Entry("token.made"));
        var second = store.Audit(Entry("token.revoked"));
        Assert.Equal((1L, AuditChain.Next(AuditChain.Start, 1, first.Entry)), (first.Number, first.Hash));
        Assert.Equal((2L, AuditChain.Next(first.Hash, 2, second.Entry)), (second.Number, second.Hash));
        Assert.Equal([second, first], store.ReadAudit());
        Assert.Equal([first, second], store.StreamAudit());
        Assert.Equal(new AuditVerdict(2, second.Hash, null), AuditChain.Verify(store.StreamAudit()));
    }

    [Fact]
    public void Entries_come_back_as_they_were_hashed_whatever_they_hold()
    {
        using var store = Create();
        store.Audit(new(Given.Noon.AddTicks(7).ToOffset(TimeSpan.FromHours(5)), "person:ada", "sign-in.ok", "ada", "lone \ud800 and nul \0 and 'quote'"));
        store.Audit(new(DateTimeOffset.UnixEpoch.AddTicks(-3), "", "x", null, ""));
        Assert.Null(AuditChain.Verify(store.StreamAudit()).Broken);
        Assert.Equal(("ada", Given.Noon), (store.ReadAudit()[1].Entry.About, store.ReadAudit()[1].Entry.At));
        Assert.Null(store.ReadAudit()[0].Entry.About);
    }

    [Fact]
    public void What_concerns_a_person_is_found_by_page()
    {
        using var store = Create();
        for (var i = 0; i < 9; i++) store.Audit(Entry("person.viewed", i % 2 == 0 ? "ada" : "ben"));
        Assert.Equal([9L, 7, 5], store.ReadAudit("ada", 3).Select(r => r.Number));
        Assert.Equal([3L, 1], store.ReadAudit("ada", 3, before: 5).Select(r => r.Number));
        Assert.Empty(store.ReadAudit("eve"));
    }

    [Fact]
    public async Task Many_at_once_leave_no_gap()
    {
        using var store = Create();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => store.Audit(Entry("sign-in.failed")))));
        Assert.Equal((32L, null), (AuditChain.Verify(store.StreamAudit()).Whole, AuditChain.Verify(store.StreamAudit()).Broken));
    }

    [Fact]
    public void A_token_is_kept_with_its_use_and_its_end()
    {
        using var store = Create();
        var token = new ServiceToken("shp_Abc123", "CI of shop", TokenText.Hash("shp_Abc123…"), Scopes.Ingest | Scopes.Read, "ada", "local", Given.Noon, Given.Noon.AddDays(90));
        store.AddToken(token);
        store.AddToken(token with { Id = "shp_Def456", Person = null, MadeAt = Given.Noon.AddSeconds(1) });
        Assert.True(store.TokenUsed(token.Id, Given.Noon.AddHours(1)));
        Assert.True(store.RevokeToken(token.Id, Given.Noon.AddHours(2)));
        Assert.False(store.RevokeToken(token.Id, Given.Noon.AddHours(3)));
        Assert.False(store.TokenUsed("shp_nobody", Given.Noon));
        Assert.Equal([token with { Id = "shp_Def456", Person = null, MadeAt = Given.Noon.AddSeconds(1) }, token with { UsedAt = Given.Noon.AddHours(1), RevokedAt = Given.Noon.AddHours(2) }], store.ReadTokens());
    }

    [Fact]
    public void Who_is_signed_in_is_known_until_they_sign_out()
    {
        using var store = Create();
        SignedIn[] all = [.. Enumerable.Range(0, 3).Select(i => new SignedIn(TokenText.Hash($"{i}"), i == 2 ? "ben" : "ada", Roles.Finops, Given.Noon.AddSeconds(i), Given.Noon.AddHours(12)))];
        foreach (var signedIn in all) store.AddSignIn(signedIn);
        Assert.Equal(all[1], store.ReadSignIn(all[1].Hash));
        Assert.True(store.EndSignIn(all[1].Hash));
        Assert.False(store.EndSignIn(all[1].Hash));
        Assert.Null(store.ReadSignIn(all[1].Hash));
        Assert.Equal(1, store.EndSignIns("ada"));
        Assert.Equal(all[2], store.ReadSignIn(all[2].Hash));
        store.AddSignIn(all[0] with { BegunAt = Given.Noon.AddHours(12) });
        Assert.Null(store.ReadSignIn(all[2].Hash));
    }

    private static AuditEntry Entry(string action, string? about = null) => new(Given.Noon, "local", action, about, "settings");
}
