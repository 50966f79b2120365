using System.Text.Json;

namespace Shiprank.Sources.Git.Notes;

/// <summary>The metadata of a git-ai note, read as tokens: transcripts (<c>messages</c>) are skipped without becoming text.</summary>
internal static class NoteTools
{
    /// <summary>Keys under <c>sessions</c> and <c>prompts</c> whose tool is one of git-ai's own test tools.</summary>
    /// <exception cref="JsonException">The JSON is damaged.</exception>
    public static HashSet<string> TestSessions(ReadOnlySpan<byte> json)
    {
        var tests = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("the metadata is no object");
        while (NextProperty(ref reader))
        {
            var sessions = reader.ValueTextEquals("sessions"u8) || reader.ValueTextEquals("prompts"u8);
            reader.Read();
            if (sessions && reader.TokenType == JsonTokenType.StartObject) ReadSessions(ref reader, tests);
            else reader.Skip();
        }

        // What follows the object must be blank.
        reader.Read();
        return tests;
    }

    private static void ReadSessions(ref Utf8JsonReader reader, HashSet<string> tests)
    {
        while (NextProperty(ref reader))
        {
            var key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) reader.Skip();
            else if (IsTest(ref reader)) tests.Add(key);
        }
    }

    /// <summary>Reads one session to its end: <c>{"agent_id":{"tool":…},…}</c>.</summary>
    private static bool IsTest(ref Utf8JsonReader reader)
    {
        var test = false;
        while (NextProperty(ref reader))
        {
            var agent = reader.ValueTextEquals("agent_id"u8);
            reader.Read();
            if (!agent || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (NextProperty(ref reader))
            {
                var tool = reader.ValueTextEquals("tool"u8);
                reader.Read();
                if (tool && reader.TokenType == JsonTokenType.String) test = reader.ValueTextEquals("mock_ai"u8) || reader.ValueTextEquals("test-agent"u8);
                else reader.Skip();
            }
        }

        return test;
    }

    private static bool NextProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
}
