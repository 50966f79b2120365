using System.Text.Json;
using Shiprank.Core.Usage;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.ClaudeCode;

/// <summary>
/// The fields of one transcript line that accounting needs (the line's own, or those of the response that a progress line nests).
/// Spans point into the line.
/// </summary>
internal ref struct ClaudeRecord
{
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> MessageId;
    public ReadOnlySpan<byte> RequestId;
    public ReadOnlySpan<byte> Uuid;
    public string Session;
    public string Project;
    public string Branch;
    public string Model;
    public string Tier;
    public string Entrypoint;
    public long Ticks;
    public TokenCounts Tokens;
    public decimal? Cost;
    public bool HasUsage;
    public bool Sidechain;

    public static ClaudeRecord Empty => new() { Session = "", Project = "", Branch = "", Model = "", Tier = "", Entrypoint = "" };

    /// <summary>Key of the response: message id, else request id, else uuid; empty when the line has none of them.</summary>
    public readonly ReadOnlySpan<byte> Key => !MessageId.IsEmpty ? MessageId : !RequestId.IsEmpty ? RequestId : Uuid;

    /// <summary>Takes what only the line around a nested response tells.</summary>
    public void Inherit(in ClaudeRecord outer)
    {
        if (Session.Length == 0) Session = outer.Session;
        if (Project.Length == 0) Project = outer.Project;
        if (Branch.Length == 0) Branch = outer.Branch;
        if (Entrypoint.Length == 0) Entrypoint = outer.Entrypoint;
        if (Ticks == 0) Ticks = outer.Ticks;
        if (RequestId.IsEmpty) RequestId = outer.RequestId;
        if (Uuid.IsEmpty) Uuid = outer.Uuid;
        Sidechain |= outer.Sidechain;
    }
}
