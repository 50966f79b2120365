using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core;
using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Digests;

/// <summary>What a round of sending came to.</summary>
public sealed record DigestReport(int Sent, int Before, IReadOnlyList<Problem> Problems);

/// <summary>
/// Sends the digests of a week, each to each channel once. It is claimed in the store before it goes and marked there after it went; after a crash between
/// the two it is sent once more, so that none is lost and none comes more than twice.
/// </summary>
public sealed class DigestRound(IStore store, DigestPost post)
{
    public async Task<DigestReport> Send(Standing standing, bool offline, CancellationToken cancel)
    {
        var (settings, maker) = (standing.Workspace.Organisation.Digest, new DigestMaker(standing, store));
        var (sent, before, problems) = (0, 0, new List<Problem>());
        foreach (var digest in maker.Teams())
        {
            if (settings.Folder is { } folder) await Once(digest, "folder", () => Task.FromResult(DigestPost.Write(folder, digest)));
            if (offline) continue;
            foreach (var chat in settings.Chats.Where(c => c.Teams.Count == 0 || c.Teams.Contains(digest.Holder))) await Once(digest, chat.Name, () => post.Send(chat, digest, cancel));
        }

        if (settings is not { Personal: true, Mail: { } server } || offline) return new(sent, before, problems);
        var refused = store.ReadDigestRefusals();
        foreach (var person in standing.Workspace.Organisation.People.Where(p => p.Emails.Count > 0 && !refused.Contains(p.Id)))
        {
            if (maker.Person(person.Id, StopAddress(settings, store.Key, person.Id)) is { } digest) await Once(digest, "mail", () => post.Mail(server, person.Emails[0], digest, cancel));
        }

        return new(sent, before, problems);

        async Task Once(Digest digest, string channel, Func<Task<Problem?>> send)
        {
            var mark = new DigestMark(digest.Week.Since, digest.Kind, digest.Holder, channel);
            if (!store.BeginDigest(mark, cancel))
            {
                before++;
                return;
            }

            var problem = await send();
            store.EndDigest(mark, problem is null, CancellationToken.None);
            if (problem is null) sent++;
            else problems.Add(problem with { Where = $"digest to {problem.Where}" });
        }
    }

    /// <summary>Where a person ends their digests without signing in; null: the organisation file has no address of this server.</summary>
    public static string? StopAddress(DigestSettings settings, InstallationKey key, string person) =>
        settings.Link is { } link ? $"{link}/digest/stop?person={Uri.EscapeDataString(person)}&key={StopKey(key, person)}" : null;

    /// <summary>Proves that a link came with a digest of this person.</summary>
    public static string StopKey(InstallationKey key, string person)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, key.Key0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], key.Key1);
        return Convert.ToHexStringLower(HMACSHA256.HashData(bytes, Encoding.UTF8.GetBytes($"digest stop|{person}")).AsSpan(0, 16));
    }
}
