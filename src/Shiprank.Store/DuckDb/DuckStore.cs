using Shiprank.Core;
using Shiprank.Core.Access;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Badges;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Lines;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Restating;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Store.Charges;
using Shiprank.Store.Delivery;
using Shiprank.Store.DuckDb;
using Shiprank.Store.DuckDb.AccessTables;
using Shiprank.Store.DuckDb.BadgeTables;
using Shiprank.Store.DuckDb.BillTables;
using Shiprank.Store.DuckDb.CapTables;
using Shiprank.Store.DuckDb.ChargeTables;
using Shiprank.Store.DuckDb.DeliveryTables;
using Shiprank.Store.DuckDb.DigestTables;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.DuckDb.PrivacyTables;
using Shiprank.Store.DuckDb.ResultTables;
using Shiprank.Store.DuckDb.UsageTables;
using Shiprank.Store.Usage;

namespace Shiprank.Store;

/// <summary>The embedded store: one DuckDB file, owned by one process at a time.</summary>
public sealed partial class DuckStore : IStore
{
    /// <summary>Name of the file in a data folder.</summary>
    public const string FileName = "shiprank.duckdb";

    private readonly StoreFile file;
    private readonly TimeProvider clock;
    private readonly Names names = new();
    private readonly Writer writer;
    private readonly Readers readers;
    private readonly UsageWriter usageWriter;
    private readonly UsageReader usageReader;
    private readonly TraceTable traces;
    private readonly EditTable edits;
    private readonly HistoryTables histories;
    private readonly PatchTable patches;
    private readonly CheckpointTable checkpoints;
    private readonly SpanTable costCentres;
    private readonly SpanTable teams;
    private readonly ScoreTables scores;
    private readonly ScoreBodies bodies;
    private readonly AwardTable awards;
    private readonly ChoiceTable choices;
    private readonly BillTable bills;
    private readonly ChargeTable charges;
    private readonly CapEventTable caps;
    private long accessChanges;
    private long moneyChanges;

    private DuckStore(StoreFile file, TimeProvider clock)
    {
        (this.file, this.clock) = (file, clock);
        writer = new(file.Connect(), names);
        readers = new(file.Connect);
        usageWriter = new(names, clock);
        usageReader = new(names);
        traces = new(names);
        edits = new(names, clock);
        histories = new(names, clock);
        patches = new(names);
        checkpoints = new(names, clock);
        costCentres = new(names.People, names.CostCentres, "cost_centre_spans");
        teams = new(names.People, names.Teams, "team_spans");
        scores = new(names, clock);
        bodies = new(names);
        awards = new(names);
        choices = new(names);
        bills = new(names);
        charges = new(names);
        caps = new(names);
    }

    public InstallationKey Key => file.Key;

    /// <summary>Opens the store's file, or makes it (and its folder, for the owner alone).</summary>
    /// <param name="newKey">Gives the key of a store that is created now.</param>
    /// <returns>A problem when another process holds the file, when it is damaged, no store, written by a newer version, or out of reach.</returns>
    public static Result<DuckStore> Open(string path, TimeProvider clock, Func<InstallationKey> newKey)
    {
        var opened = StoreFile.Open(path, clock, newKey);
        return opened.Succeeded ? new DuckStore(opened.Value, clock) : opened.Problem;
    }

    public bool HasBatch(Guid contentHash)
    {
        using var reader = readers.Open(CancellationToken.None);
        return reader.Connection.Scalar("select 1 from batches where content_hash = $1", contentHash) is not null;
    }

    public AddedUsage AddUsage(UsageBatch batch, CancellationToken cancel = default)
    {
        var rows = IdentifiedUsage.Of(batch, out var joins);
        var added = writer.Transact(connection => usageWriter.Add(connection, batch, rows, joins), cancel);
        Interlocked.Increment(ref usageChanges);
        return added;
    }

    public SpoolPosition? ReadSpoolPosition()
    {
        using var reader = readers.Open(CancellationToken.None);
        return TelemetryTables.Position(reader.Connection);
    }

    public IReadOnlyDictionary<(long Stream, DateTimeOffset Start), CounterState> ReadCounters(IReadOnlyCollection<long> streams)
    {
        using var reader = readers.Open(CancellationToken.None);
        return TelemetryTables.Counters(reader, streams);
    }

    public IReadOnlyList<TelemetryTotal> ReadTelemetry()
    {
        using var reader = readers.Open(CancellationToken.None);
        return TelemetryTables.Totals(reader);
    }

    public IEnumerable<StoredUsage> ReadUsage(UsageFilter filter, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        foreach (var row in usageReader.Read(reader, filter)) yield return row;
    }

    public IReadOnlyList<SessionTrace> ReadTraces(IReadOnlySet<SessionId> sessions, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return traces.Read(reader, sessions);
    }

    public void SaveTraces(IReadOnlyList<SessionTrace> traces, CancellationToken cancel = default) =>
        writer.Transact(connection => this.traces.Save(connection, traces), cancel);

    public IEnumerable<SessionTrace> ReadTraces(CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        foreach (var trace in traces.Read(reader)) yield return trace;
    }

    public int SaveEdits(IReadOnlyList<SessionEdit> edits, CancellationToken cancel = default)
    {
        var identified = IdentifiedEdit.Of(edits);
        return writer.Transact(connection => this.edits.Save(connection, identified), cancel);
    }

    public IEnumerable<SessionEdit> ReadEdits(CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        foreach (var edit in edits.Read(reader)) yield return edit;
    }

    public int AddEvents(IReadOnlyList<StoredEvent> events, CancellationToken cancel = default) =>
        writer.Transact(connection => EventTable.Add(connection, events, clock.GetUtcNow()), cancel);

    public int? AddDelivery(ReceivedDelivery delivery, IReadOnlyList<StoredEvent> events, CancellationToken cancel = default) =>
        writer.Transact(connection => DeliveryTable.Take(connection, delivery, events), cancel);

    public IReadOnlyList<LedgerEntry> ReadDeliveries(int last)
    {
        using var reader = readers.Open(CancellationToken.None);
        return DeliveryTable.Read(reader, last);
    }

    public long ForgetDeliveries(DateTimeOffset before, CancellationToken cancel = default) =>
        writer.Transact(connection => connection.Run("delete from deliveries where received_at < $1", before), cancel);

    public int AddForgePage(IReadOnlyList<StoredEvent> events, ForgeCursor? cursor, CancellationToken cancel = default) => writer.Transact(
        connection =>
        {
            var added = events.Count == 0 ? 0 : EventTable.Add(connection, events, clock.GetUtcNow());
            if (cursor is not null) CursorTable.Save(connection, cursor);
            return added;
        },
        cancel);

    public ForgeCursor? ReadCursor(string forge, string repository, string kind)
    {
        using var reader = readers.Open(CancellationToken.None);
        return CursorTable.Read(reader, forge, repository, kind);
    }

    public IEnumerable<StoredEvent> ReadEvents(CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        foreach (var stored in EventTable.Read(reader)) yield return stored;
    }

    public long CountEvents()
    {
        using var reader = readers.Open(CancellationToken.None);
        return (long)reader.Connection.Scalar("select count(*) from delivery_events")!;
    }

    public DateTimeOffset? ReadTicketsHeard(DateTimeOffset until)
    {
        using var reader = readers.Open(CancellationToken.None);
        return EventTable.TicketsHeard(reader, until);
    }

    public IReadOnlyList<string> Repositories()
    {
        using var reader = readers.Open(CancellationToken.None);
        return HistoryTables.Repositories(reader);
    }

    public DateTimeOffset? HistorySavedAt(string repository)
    {
        using var reader = readers.Open(CancellationToken.None);
        return HistoryTables.SavedAt(reader, repository);
    }

    public IReadOnlySet<string> PatchedCommits(string repository) => PatchedCommits(repository, CancellationToken.None);

    public int AddPatches(string repository, IEnumerable<CommitPatch> patches, CancellationToken cancel = default) =>
        this.patches.Add(writer, repository, patches, PatchedCommits(repository, cancel), cancel);

    public void SaveHistory(RepositoryHistory history, CancellationToken cancel = default)
    {
        var body = HistoryCodec.Body(history);
        writer.Transact(connection => histories.Save(connection, history, body), cancel);
    }

    public bool ReplaceHistory(RepositoryHistory history, Func<Action<CommitPatch>, bool> read, CancellationToken cancel = default)
    {
        var (body, none) = (HistoryCodec.Body(history), new RepositoryHistory { Repository = history.Repository, Commits = [], FirstParents = [] });
        return writer.TryTransact(
            connection =>
            {
                histories.Save(connection, none, HistoryCodec.Body(none));
                if (!patches.AddAll(connection, history.Repository, read)) return false;
                histories.Save(connection, history, body);
                return true;
            },
            cancel);
    }

    public RepositoryHistory? ReadHistory(string repository, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return HistoryTables.Read(reader, repository);
    }

    public IEnumerable<CommitPatch> ReadPatches(string repository, IReadOnlyList<string> shas, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        foreach (var patch in PatchTable.Read(reader, repository, shas)) yield return patch;
    }

    public IReadOnlyList<CheckpointName> Checkpoints(string repository)
    {
        using var reader = readers.Open(CancellationToken.None);
        return CheckpointTable.List(reader, repository);
    }

    public LedgerCheckpoint? ReadCheckpoint(string repository, CheckpointName name, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return CheckpointTable.Read(reader, repository, name);
    }

    public void SaveCheckpoint(string repository, LedgerCheckpoint checkpoint, CancellationToken cancel = default)
    {
        var pack = new PackWriter();
        LedgerCodec.Write(pack, checkpoint);
        var body = pack.Written.ToArray();
        writer.Transact(connection => checkpoints.Save(connection, repository, checkpoint.Name, body), cancel);
    }

    public void DropCheckpoints(string repository, IReadOnlyList<CheckpointName> names, CancellationToken cancel = default) =>
        writer.Transact(connection => checkpoints.Drop(connection, repository, names), cancel);

    public void SaveCostCentres(IReadOnlyList<PersonSpan> spans, CancellationToken cancel = default) =>
        writer.Transact(connection => costCentres.Save(connection, spans), cancel);

    public void SaveTeams(IReadOnlyList<PersonSpan> spans, CancellationToken cancel = default) => writer.Transact(connection => teams.Save(connection, spans), cancel);

    public StatedResults? ReadResults(CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return new ResultsReader(reader, names).Read();
    }

    public long ReplaceResults(ScoreResult score, IReadOnlyList<UsageFate> fates, IReadOnlyList<Restatement>? restated = null, CancellationToken cancel = default) => writer.Transact(
        connection =>
        {
            var keys = new ChangeKeys(connection, names);
            var changed = scores.Replace(connection, score, keys);
            bodies.Replace(connection, score);
            FateTable.Replace(connection, fates, keys, names.Repositories);
            RestatementTable.Add(connection, clock.GetUtcNow(), restated ?? []);
            keys.Save(connection);
            Rollup.Restate(connection);
            return changed;
        },
        cancel);

    public ScoreRun? LastRun()
    {
        using var reader = readers.Open(CancellationToken.None);
        return ScoreTables.LastRun(reader);
    }

    public ScoreResult? ReadScore(CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return bodies.Read(reader);
    }

    public IReadOnlyList<LoggedRestatement> ReadRestatements(DateOnly since, DateOnly until, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return RestatementTable.Read(reader, since, until);
    }

    public Answer Ask(Question question, IReadOnlyList<object?> arguments, UsageGrain grain = UsageGrain.Day, CancellationToken cancel = default)
    {
        if (grain == UsageGrain.Day) Restate(cancel);
        using var reader = readers.Open(cancel);
        return Asking.Ask(reader, question.For(grain), arguments);
    }

    public IReadOnlyList<T> AskPublished<T>(Question question, IReadOnlyList<object?> arguments, Func<AnswerRow, T> read, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return Asking.Ask(reader, question.For(UsageGrain.Day), arguments, read);
    }

    public IEnumerable<T> Stream<T>(Question question, IReadOnlyList<object?> arguments, Func<AnswerRow, T> read, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        foreach (var row in Asking.Stream(reader, question.For(UsageGrain.Day), arguments, read)) yield return row;
    }

    public bool ReplaceCharges(DateOnly month, Func<IEnumerable<ChargeLine>> lines, Func<IReadOnlyList<ChargeSum>, (ChargedMonth Head, IReadOnlyList<Booking> Bookings)> finish, CancellationToken cancel = default)
    {
        Restate(cancel);
        var closes = false;
        var done = writer.TryTransact(
            connection => charges.Replace(connection, month, lines, sums =>
            {
                var made = finish(sums);
                closes = made.Head.ClosedAt is not null;
                return made;
            }),
            cancel);
        if (done && closes) Interlocked.Increment(ref moneyChanges);
        return done;
    }

    public long MoneyChanges => Interlocked.Read(ref moneyChanges);

    public IEnumerable<ChargeCell> ReadChargeCells(DateOnly from, DateOnly until, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        foreach (var cell in new CellReader(names).Read(reader, from, until)) yield return cell;
    }

    public IReadOnlyList<ChargedMonth> ReadChargedMonths()
    {
        using var reader = readers.Open(CancellationToken.None);
        return ChargeTable.Months(reader);
    }

    public IReadOnlyList<(DateOnly Month, Booking Booking)> ReadBookings()
    {
        using var reader = readers.Open(CancellationToken.None);
        return ChargeTable.Bookings(reader);
    }

    public void AddSyncRun(SyncRun run, CancellationToken cancel = default) => writer.Transact(connection => SyncTable.Add(connection, run), cancel);

    public IReadOnlyList<SyncRun> ReadSyncRuns(int last)
    {
        using var reader = readers.Open(CancellationToken.None);
        return SyncTable.Read(reader, last);
    }

    public IReadOnlyList<AwardEvent> ReplaceAwards(IReadOnlyList<Award> judged, DateTimeOffset asOf, CancellationToken cancel = default) =>
        writer.Transact(connection => awards.Replace(connection, judged, asOf, clock.GetUtcNow()), cancel);

    public IReadOnlyList<ToldAward> ReadAwards(CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return awards.Read(reader);
    }

    public IReadOnlyList<AwardEvent> ReadAwardEvents(int last)
    {
        using var reader = readers.Open(CancellationToken.None);
        return awards.ReadEvents(reader, last);
    }

    public void ShowBadge(string person, string badge, bool shown, CancellationToken cancel = default) =>
        writer.Transact(connection => choices.Show(connection, person, badge, shown, clock.GetUtcNow()), cancel);

    public IReadOnlyList<ShownBadge> ReadShownBadges()
    {
        using var reader = readers.Open(CancellationToken.None);
        return choices.Shown(reader);
    }

    public AuditRecord Audit(AuditEntry entry, CancellationToken cancel = default) => writer.Transact(connection => AuditTable.Add(connection, entry), cancel);

    public IReadOnlyList<AuditRecord> ReadAudit(string? about = null, int last = 200, long? before = null)
    {
        using var reader = readers.Open(CancellationToken.None);
        return AuditTable.Last(reader, about, last, before);
    }

    public IEnumerable<AuditRecord> StreamAudit(CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        foreach (var record in AuditTable.All(reader)) yield return record;
    }

    public void AddConsent(Consent consent, CancellationToken cancel = default) => writer.Transact(connection => PrivacyTable.Add(connection, consent), cancel);

    public IReadOnlyList<Consent> ReadConsents()
    {
        using var reader = readers.Open(CancellationToken.None);
        return PrivacyTable.Consents(reader);
    }

    public long Erase(string person, IReadOnlyList<Erasure> marks, CancellationToken cancel = default)
    {
        var rows = writer.Transact(connection => PrivacyTable.Erase(connection, names.People.Find(StoredText.Clean(person)), person, marks), cancel);
        Interlocked.Increment(ref signalChanges);
        return rows;
    }

    public IReadOnlyList<Erasure> ReadErasures()
    {
        using var reader = readers.Open(CancellationToken.None);
        return PrivacyTable.Erasures(reader);
    }

    public long ForgetPeople(DateOnly before, CancellationToken cancel = default)
    {
        var rows = writer.Transact(connection => PrivacyTable.Forget(connection, before), cancel);
        Interlocked.Increment(ref signalChanges);
        return rows;
    }

    public void PutReveal(Reveal reveal, CancellationToken cancel = default) => writer.Transact(connection => PrivacyTable.Put(connection, reveal), cancel);

    public IReadOnlyList<Reveal> ReadReveals()
    {
        using var reader = readers.Open(CancellationToken.None);
        return PrivacyTable.Reveals(reader);
    }

    public IReadOnlySet<SentDigest> ReadSentDigests(DateOnly week)
    {
        using var reader = readers.Open(CancellationToken.None);
        return DigestTable.Sent(reader, week);
    }

    public void AddSentDigest(SentDigest digest, DateTimeOffset at, CancellationToken cancel = default) => writer.Transact(connection => DigestTable.Add(connection, digest, at), cancel);

    public IReadOnlySet<string> ReadStoppedDigests()
    {
        using var reader = readers.Open(CancellationToken.None);
        return DigestTable.Stopped(reader);
    }

    public void StopDigests(string person, DateTimeOffset? at, CancellationToken cancel = default) => writer.Transact(connection => DigestTable.Stop(connection, person, at), cancel);

    public long AccessChanges => Interlocked.Read(ref accessChanges);

    public void AddToken(ServiceToken token, CancellationToken cancel = default) => ChangeAccess(connection =>
        {
            TokenTable.Add(connection, token);
            return true;
        }, cancel);

    public IReadOnlyList<ServiceToken> ReadTokens()
    {
        using var reader = readers.Open(CancellationToken.None);
        return TokenTable.Read(reader);
    }

    public bool TokenUsed(string id, DateTimeOffset at, CancellationToken cancel = default) => writer.Transact(connection => TokenTable.Used(connection, id, at), cancel);

    public bool RevokeToken(string id, DateTimeOffset at, CancellationToken cancel = default) => ChangeAccess(connection => TokenTable.Revoke(connection, id, at), cancel);

    public void AddSignIn(SignedIn signedIn, CancellationToken cancel = default) => writer.Transact(connection => SignInTable.Add(connection, signedIn), cancel);

    public SignedIn? ReadSignIn(string hash)
    {
        using var reader = readers.Open(CancellationToken.None);
        return SignInTable.Read(reader, hash);
    }

    public bool EndSignIn(string hash, CancellationToken cancel = default) => ChangeAccess(connection => SignInTable.End(connection, hash), cancel);

    public long EndSignIns(string person, CancellationToken cancel = default) => ChangeAccess(connection => SignInTable.EndAll(connection, person), cancel);

    public SavedBills SaveBills(BillBatch batch, CancellationToken cancel = default)
    {
        var lines = new StoredBill(new(Key)).Of(batch.Lines);
        var saved = writer.Transact(connection => new BillFiles(bills, clock).Save(connection, batch, lines), cancel);
        Interlocked.Increment(ref moneyChanges);
        return saved;
    }

    public string? BillKnownAs(Guid contentHash)
    {
        using var reader = readers.Open(CancellationToken.None);
        return BillFiles.KnownAs(reader.Connection, contentHash);
    }

    public IEnumerable<BillLine> ReadBills(DateOnly from, DateOnly until, string? issuer = null, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        foreach (var line in bills.Read(reader, from, until, issuer)) yield return line;
    }

    public IReadOnlyList<Invoice> ReadInvoices()
    {
        using var reader = readers.Open(CancellationToken.None);
        return BillFiles.Invoices(reader);
    }

    public IReadOnlyList<BillFile> ReadBillFiles()
    {
        using var reader = readers.Open(CancellationToken.None);
        return BillFiles.Read(reader);
    }

    public BillCursor? ReadBillCursor(string source)
    {
        using var reader = readers.Open(CancellationToken.None);
        return BillFiles.Cursor(reader, source);
    }

    /// <summary>Computes the days of the rollup that rows, fates or cost centres have changed since.</summary>
    /// <returns>How many days.</returns>
    internal int Restate(CancellationToken cancel)
    {
        using (var reader = readers.Open(cancel))
        {
            if (!Rollup.IsStale(reader.Connection)) return 0;
        }

        return writer.Transact(Rollup.Restate, cancel);
    }

    public void Dispose()
    {
        readers.Dispose();
        writer.Dispose();
        file.Dispose();
    }

    private T ChangeAccess<T>(Func<DuckConnection, T> change, CancellationToken cancel)
    {
        var changed = writer.Transact(change, cancel);
        Interlocked.Increment(ref accessChanges);
        return changed;
    }

    private HashSet<string> PatchedCommits(string repository, CancellationToken cancel)
    {
        using var reader = readers.Open(cancel);
        return PatchTable.Shas(reader, repository);
    }
}
