using Shiprank.Sources.Forges;

namespace Shiprank.Sources.Tickets;

/// <summary>Accounts of an export. A changelog names people by account only; their addresses stand elsewhere in the same file.</summary>
internal sealed class JiraPeople
{
    private readonly Dictionary<string, string> addresses = new(StringComparer.Ordinal);

    public void Learn(PayloadFields? account)
    {
        if (account?.Text("emailAddress") is not { } address) return;
        foreach (var id in (ReadOnlySpan<string?>)[account.Text("accountId"), account.Text("key"), account.Text("name")])
        {
            if (id is not null) addresses.TryAdd(id, address);
        }
    }

    /// <summary>Address of an account, else its login, else its id.</summary>
    public string? Of(PayloadFields? account) =>
        account is null ? null : account.Text("emailAddress") ?? Named(account.Text("accountId") ?? account.Text("name") ?? account.Text("key"));

    public string? Named(string? id) => string.IsNullOrEmpty(id) ? null : addresses.GetValueOrDefault(id, id);
}
