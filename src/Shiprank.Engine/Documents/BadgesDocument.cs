using System.Text.Json;
using Shiprank.Core.Badges;
using Shiprank.Engine.Badges;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Documents;

/// <summary>The documents of <c>shiprank badges --json</c> and of the address that directories ask.</summary>
public static class BadgesDocument
{
    /// <summary>All badges with who holds them: the gallery.</summary>
    public static void Write(Stream into, BadgeGallery gallery, Standing standing)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WritePolicy(standing.Score.Policy, standing.AsOf);
        json.WriteNumber("smallestGroup", gallery.SmallestGroup);
        json.WriteStartArray("rows");
        foreach (var row in gallery.Rows)
        {
            json.WriteStartObject();
            json.WriteDefinition(row.Badge);
            json.WriteStartObject("holders");
            if (row.People is { } people) json.WriteNumber("people", people);
            else json.WriteNull("people");
            json.WriteTexts("teams", row.Teams);
            json.WriteTexts("repositories", row.Repositories);
            json.WriteEndObject();
            if (row.Bunching is { } bunching)
            {
                json.WriteStartObject("bunching");
                json.WriteNumber("threshold", bunching.Threshold);
                json.WriteNumber("justAbove", bunching.JustAbove);
                json.WriteNumber("justBelow", bunching.JustBelow);
                json.WriteBoolean("suspicious", bunching.IsSuspicious);
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull("bunching");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Everything of one holder, for that holder.</summary>
    public static void Write(Stream into, HolderBadges holder, Standing standing)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WritePolicy(standing.Score.Policy, standing.AsOf);
        json.WriteString("kind", KindText(holder.Kind));
        json.WriteString("holder", holder.Holder);
        json.WriteStartArray("rows");
        foreach (var badge in holder.Badges)
        {
            json.WriteStartObject();
            json.WriteHeld(badge.Held);
            json.WriteBoolean("shown", badge.Shown && holder.Shares);
            json.WriteAward(badge.Held.Award);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Definitions as they are in force.</summary>
    public static void Write(Stream into, IReadOnlyList<BadgeDefinition> definitions)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteStartArray("rows");
        foreach (var badge in definitions)
        {
            json.WriteStartObject();
            json.WriteDefinition(badge);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What others see of a person: no evidence, no figure, nothing that tells a person without badges from one who is unknown.</summary>
    /// <param name="icons">Address of the server that has the icons; empty: relative to this one.</param>
    public static void WriteSeen(Stream into, string person, IReadOnlyList<HeldAward> seen, string icons)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("person", person);
        json.WriteStartArray("badges");
        foreach (var held in seen)
        {
            json.WriteStartObject();
            json.WriteString("badge", held.Badge.Id);
            json.WriteString("name", held.Badge.Name);
            json.WriteString("description", held.Badge.Description);
            json.WriteString("criteria", held.Badge.Criteria);
            json.WriteTime("issuedAt", held.Award.IssuedAt);
            json.WriteTime("expiresAt", held.Award.ExpiresAt);
            json.WriteString("svg", $"{icons}/badges/{held.Badge.Id}/icon.svg");
            json.WriteString("png", $"{icons}/badges/{held.Badge.Id}/icon.png");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static string StateText(AwardState state) => state switch
    {
        AwardState.Earned => "earned",
        AwardState.Expired => "expired",
        _ => "revoked",
    };

    public static string KindText(HolderKind kind) => kind switch
    {
        HolderKind.Person => "person",
        HolderKind.Team => "team",
        _ => "repository",
    };

    internal static void WriteHeld(this Utf8JsonWriter json, HeldAward held)
    {
        json.WriteString("badge", held.Badge.Id);
        json.WriteString("name", held.Badge.Name);
        json.WriteString("state", StateText(held.Award.State));
    }

    internal static void WriteAward(this Utf8JsonWriter json, Award award)
    {
        json.WriteString("subject", award.Subject);
        json.WriteTime("issuedAt", award.IssuedAt);
        json.WriteTime("expiresAt", award.ExpiresAt);
        if (award.Revoked is { } revoked)
        {
            json.WriteStartObject("revoked");
            json.WriteTime("at", revoked.At);
            json.WriteString("reason", revoked.Reason);
            json.WriteString("repository", revoked.Repository);
            json.WriteString("by", revoked.By);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("revoked");
        }

        if (award.Rate is { } rate)
        {
            json.WriteStartObject("rate");
            json.WriteNumber("badDays", rate.Bad);
            json.WriteNumber("days", rate.Days);
            json.WriteNumber("baselineBadDays", rate.BaselineBad);
            json.WriteNumber("baselineDays", rate.BaselineDays);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("rate");
        }

        json.WriteStartArray("evidence");
        foreach (var it in award.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("kind", it.Kind == EvidenceKind.Change ? "change" : "incident");
            json.WriteString("repository", it.Repository.Length > 0 ? it.Repository : null);
            json.WriteString("id", it.Id);
            json.WriteTime("at", it.At);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDefinition(this Utf8JsonWriter json, BadgeDefinition badge)
    {
        json.WriteString("badge", badge.Id);
        json.WriteString("name", badge.Name);
        json.WriteString("description", badge.Description);
        json.WriteString("criteria", badge.Criteria);
        json.WriteTexts("kinds", badge.Holders.Select(KindText));
        json.WriteString("earnedWith", badge.Milestone is null ? "rate" : "milestone");
        if (badge.ExpiresAfterDays is { } days) json.WriteNumber("expiresAfterDays", days);
        else json.WriteNull("expiresAfterDays");
    }
}
