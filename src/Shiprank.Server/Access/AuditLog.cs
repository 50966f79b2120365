using Shiprank.Core.Access;

namespace Shiprank.Server.Access;

/// <summary>Writes to the audit log, by the server's clock. What it tells of has not happened before it is written.</summary>
internal sealed class AuditLog(ServerOptions options)
{
    /// <param name="about">Id of the person whom it concerns; null: nobody in particular.</param>
    /// <param name="detail">Ids and counts, never what somebody typed.</param>
    public Task Write(Viewer viewer, string action, string? about, string detail)
    {
        var entry = new AuditEntry(options.Clock.GetUtcNow(), viewer.Actor, action, about, detail);

        // Not cancelled with the request: who goes away has still asked.
        return Task.Run(() => options.Store.Audit(entry));
    }
}
