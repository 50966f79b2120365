using System.Collections.Frozen;
using System.Text;

namespace Shiprank.Sources.Otlp.Wire;

/// <summary>
/// The attributes that are looked at, by their names on the wire. Nothing else is ever taken out of a body: prompts, answers, command lines and their
/// like have no name here.
/// </summary>
internal enum OtlpName : byte
{
    None = 0,
    ServiceName,
    ServiceVersion,
    AppVersion,
    AppEntrypoint,
    UserEmail,
    EndUserId,
    Person,
    TicketKey,
    Repository,
    HeadName,
    EventName,
    EventKind,
    EventTimestamp,
    EventSequence,
    SessionId,
    ConversationId,
    GenAiConversationId,
    Originator,
    QuerySource,
    Interactive,
    Speed,
    Model,
    RequestModel,
    ResponseModel,
    RequestId,
    ResponseId,
    Operation,
    InputTokens,
    OutputTokens,
    CacheReadTokens,
    CacheCreationTokens,
    CacheCreation5mTokens,
    CacheCreation1hTokens,
    InputTokenCount,
    OutputTokenCount,
    CachedTokenCount,
    CachedContentTokenCount,
    CacheWriteTokenCount,
    ReasoningTokenCount,
    ThoughtsTokenCount,
    ToolTokenCount,
    TotalTokenCount,
    UsageInputTokens,
    UsageOutputTokens,
    UsageCacheReadTokens,
    UsageCacheWriteTokens,
    UsageCacheCreationTokens,
    UsageReasoningTokens,
    Type,
    OpenClawToken,
    OpenClawModel,
    OpenClawAgent,
}

internal static class OtlpNames
{
    private const int Longest = 64;

    /// <summary>Where the conventions renamed a thing, each of its names (section 5 of the conventions' history).</summary>
    private static readonly FrozenDictionary<string, OtlpName> All = new Dictionary<string, OtlpName>(StringComparer.Ordinal)
    {
        ["service.name"] = OtlpName.ServiceName,
        ["service.version"] = OtlpName.ServiceVersion,
        ["app.version"] = OtlpName.AppVersion,
        ["app.entrypoint"] = OtlpName.AppEntrypoint,
        ["user.email"] = OtlpName.UserEmail,
        ["enduser.id"] = OtlpName.EndUserId,
        ["shiprank.person"] = OtlpName.Person,
        ["ticket.key"] = OtlpName.TicketKey,
        ["vcs.repository.name"] = OtlpName.Repository,
        ["vcs.ref.head.name"] = OtlpName.HeadName,
        ["event.name"] = OtlpName.EventName,
        ["event.kind"] = OtlpName.EventKind,
        ["event.timestamp"] = OtlpName.EventTimestamp,
        ["event.sequence"] = OtlpName.EventSequence,
        ["session.id"] = OtlpName.SessionId,
        ["conversation.id"] = OtlpName.ConversationId,
        ["gen_ai.conversation.id"] = OtlpName.GenAiConversationId,
        ["originator"] = OtlpName.Originator,
        ["query_source"] = OtlpName.QuerySource,
        ["interactive"] = OtlpName.Interactive,
        ["speed"] = OtlpName.Speed,
        ["model"] = OtlpName.Model,
        ["gen_ai.request.model"] = OtlpName.RequestModel,
        ["gen_ai.response.model"] = OtlpName.ResponseModel,
        ["request_id"] = OtlpName.RequestId,
        ["response_id"] = OtlpName.ResponseId,
        ["gen_ai.response.id"] = OtlpName.ResponseId,
        ["gen_ai.operation.name"] = OtlpName.Operation,
        ["input_tokens"] = OtlpName.InputTokens,
        ["output_tokens"] = OtlpName.OutputTokens,
        ["cache_read_tokens"] = OtlpName.CacheReadTokens,
        ["cache_creation_tokens"] = OtlpName.CacheCreationTokens,
        ["cache_creation_5m_tokens"] = OtlpName.CacheCreation5mTokens,
        ["cache_creation_1h_tokens"] = OtlpName.CacheCreation1hTokens,
        ["input_token_count"] = OtlpName.InputTokenCount,
        ["output_token_count"] = OtlpName.OutputTokenCount,
        ["cached_token_count"] = OtlpName.CachedTokenCount,
        ["cached_content_token_count"] = OtlpName.CachedContentTokenCount,
        ["cache_write_token_count"] = OtlpName.CacheWriteTokenCount,
        ["reasoning_token_count"] = OtlpName.ReasoningTokenCount,
        ["thoughts_token_count"] = OtlpName.ThoughtsTokenCount,
        ["tool_token_count"] = OtlpName.ToolTokenCount,
        ["total_token_count"] = OtlpName.TotalTokenCount,
        ["gen_ai.usage.input_tokens"] = OtlpName.UsageInputTokens,
        ["gen_ai.usage.output_tokens"] = OtlpName.UsageOutputTokens,
        ["gen_ai.usage.cache_read.input_tokens"] = OtlpName.UsageCacheReadTokens,
        ["gen_ai.usage.cache_write.input_tokens"] = OtlpName.UsageCacheWriteTokens,
        ["gen_ai.usage.cache_creation.input_tokens"] = OtlpName.UsageCacheCreationTokens,
        ["gen_ai.usage.reasoning.output_tokens"] = OtlpName.UsageReasoningTokens,
        ["type"] = OtlpName.Type,
        ["openclaw.token"] = OtlpName.OpenClawToken,
        ["openclaw.model"] = OtlpName.OpenClawModel,
        ["openclaw.agent"] = OtlpName.OpenClawAgent,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, OtlpName>.AlternateLookup<ReadOnlySpan<char>> ByText = All.GetAlternateLookup<ReadOnlySpan<char>>();

    public static int Count { get; } = Enum.GetValues<OtlpName>().Length;

    /// <returns>None for a name that is not looked at.</returns>
    public static OtlpName Find(ReadOnlySpan<byte> name)
    {
        if (name.Length > Longest) return OtlpName.None;
        Span<char> text = stackalloc char[Longest];
        return Ascii.ToUtf16(name, text, out var length) == System.Buffers.OperationStatus.Done && ByText.TryGetValue(text[..length], out var found) ? found : OtlpName.None;
    }
}
