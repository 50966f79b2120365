using Shiprank.Core.Access;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Badges;
using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Lines;
using Shiprank.Core.Money.Alerts;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Restating;
using Shiprank.Core.Signals.Desk;
using Shiprank.Core.Signals.Review;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Marks;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Store.Charges;

namespace Shiprank.Store;

/// <summary>
/// All that the engine may ask of a store. Every call that writes is atomic: it stands whole once it returns, and a process killed
/// before that leaves nothing of it. Calls may come from several threads; writers take turns, readers see the store as it stood when they began.
/// A disk that fails is an <see cref="IOException"/>, a cancelled call an <see cref="OperationCanceledException"/>; neither changes anything.
/// </summary>
public interface IStore : IDisposable
{
    InstallationKey Key { get; }

    /// <summary>True when a batch of this hash was taken: reading its source again is of no use.</summary>
    bool HasBatch(Guid contentHash);

    /// <summary>Takes a batch of usage. The same rows in any order, in any cut, any number of times, give the same store.</summary>
    /// <exception cref="OverflowException">Credits or a stated cost of more than 9.2 · 10⁹ units: no source may let such a row through.</exception>
    AddedUsage AddUsage(UsageBatch batch, CancellationToken cancel = default);

    /// <summary>How far the spool of what agents sent is in the store (<see cref="UsageBatch.Sent"/>); null when nothing ever was.</summary>
    SpoolPosition? ReadSpoolPosition();

    /// <summary>The states of some streams of growing counters, by stream and start.</summary>
    IReadOnlyDictionary<(long Stream, DateTimeOffset Start), CounterState> ReadCounters(IReadOnlyCollection<long> streams);

    /// <summary>What became of all that agents sent, by client, outcome and reason.</summary>
    IReadOnlyList<TelemetryTotal> ReadTelemetry();

    /// <summary>Rows in the order of time (milliseconds, then identity).</summary>
    IEnumerable<StoredUsage> ReadUsage(UsageFilter filter, CancellationToken cancel = default);

    /// <summary>Takes what sessions did. Two reports of one session (tool and id) become one that spans both, in any order.</summary>
    void SaveTraces(IReadOnlyList<SessionTrace> traces, CancellationToken cancel = default);

    /// <summary>In the order of their start, then tool and session.</summary>
    IEnumerable<SessionTrace> ReadTraces(CancellationToken cancel = default);

    /// <summary>Those of some sessions, in the same order.</summary>
    IReadOnlyList<SessionTrace> ReadTraces(IReadOnlySet<SessionId> sessions, CancellationToken cancel = default);

    /// <summary>
    /// Takes what sessions wrote. The same edit (tool, session, path, time to the microsecond, lines) in any order and any number of times is stored once.
    /// </summary>
    /// <returns>How many were new.</returns>
    int SaveEdits(IReadOnlyList<SessionEdit> edits, CancellationToken cancel = default);

    /// <summary>In the order of tool, session, time and path.</summary>
    IEnumerable<SessionEdit> ReadEdits(CancellationToken cancel = default);

    /// <summary>
    /// Takes marks of prompts and of calls of tools. The same prompt (tool, instant, hashes) of a person in any order and any number of times is stored once; of a
    /// session's calls what the fullest reading saw.
    /// </summary>
    /// <param name="person">Whose home they were read from; null: nobody known, and then no prompt is kept, for there is nobody to ask.</param>
    /// <returns>How many prompts were new.</returns>
    int SaveMarks(string? person, IReadOnlyList<PromptMark> prompts, IReadOnlyList<SessionCalls> calls, CancellationToken cancel = default);

    /// <summary>A person's, in the order of time.</summary>
    IReadOnlyList<PromptMark> ReadPrompts(string person, CancellationToken cancel = default);

    /// <summary>By start, tool and session.</summary>
    /// <param name="person">Null: everybody's, nobody's too.</param>
    IReadOnlyList<SessionCalls> ReadCalls(string? person = null, CancellationToken cancel = default);

    /// <summary>Appends accepted events; the same line at the same place (<see cref="StoredEvent.Order"/>) is known and left out.</summary>
    /// <returns>How many were new.</returns>
    int AddEvents(IReadOnlyList<StoredEvent> events, CancellationToken cancel = default);

    /// <summary>Takes a delivery: its row in the ledger and its events, in one transaction.</summary>
    /// <returns>How many events were new; null when a delivery of this source and id was taken before, which changes nothing.</returns>
    int? AddDelivery(ReceivedDelivery delivery, IReadOnlyList<StoredEvent> events, CancellationToken cancel = default);

    /// <summary>The last deliveries, newest first.</summary>
    IReadOnlyList<LedgerEntry> ReadDeliveries(int last);

    /// <summary>Drops ledger rows of deliveries received before a moment; their events stay.</summary>
    /// <returns>How many.</returns>
    long ForgetDeliveries(DateTimeOffset before, CancellationToken cancel = default);

    /// <summary>Takes what a forge's API said and how far it is read now, in one transaction.</summary>
    /// <returns>How many events were new.</returns>
    int AddForgePage(IReadOnlyList<StoredEvent> events, ForgeCursor? cursor, CancellationToken cancel = default);

    /// <summary>Null when nothing of this kind was read yet.</summary>
    ForgeCursor? ReadCursor(string forge, string repository, string kind);

    /// <summary>All events in the order of arrival, which is their <see cref="StoredEvent.Order"/> from then on.</summary>
    IEnumerable<StoredEvent> ReadEvents(CancellationToken cancel = default);

    /// <summary>How many events are stored; it never gets smaller.</summary>
    long CountEvents();

    /// <summary>
    /// When ticket systems were last heard of until a moment: the latest delivery taken, forge read by its API, news of a ticket that was stored, or change
    /// of one that an event tells. News that were stored later count as heard at the moment itself. Null: never.
    /// </summary>
    DateTimeOffset? ReadTicketsHeard(DateTimeOffset until);

    /// <summary>Names of repositories with a history, bytewise.</summary>
    IReadOnlyList<string> Repositories();

    /// <summary>When the repository's history was saved last; null for one never saved.</summary>
    DateTimeOffset? HistorySavedAt(string repository);

    /// <summary>Shas whose patch is stored: git need not be asked for them again.</summary>
    IReadOnlySet<string> PatchedCommits(string repository);

    /// <summary>
    /// Streams patches in, each sha once. They stand by themselves in steps of some megabytes, so a killed sync goes on where it stopped;
    /// without a history that names them they mean nothing.
    /// </summary>
    /// <returns>How many were new.</returns>
    int AddPatches(string repository, IEnumerable<CommitPatch> patches, CancellationToken cancel = default);

    /// <summary>Makes this the history of its repository, the old one or the new one at any moment; patches of commits that are no longer in it go.</summary>
    void SaveHistory(RepositoryHistory history, CancellationToken cancel = default);

    /// <summary>As <see cref="SaveHistory"/> with all patches anew, in one step: for a history whose commits have other patches than before.</summary>
    /// <param name="read">Gives each patch to the function that it gets; false when some could not be read. It may be called again after a conflict.</param>
    /// <returns>What <paramref name="read"/> gave; when that is false, nothing has changed.</returns>
    bool ReplaceHistory(RepositoryHistory history, Func<Action<CommitPatch>, bool> read, CancellationToken cancel = default);

    /// <summary>Null for a repository never saved.</summary>
    RepositoryHistory? ReadHistory(string repository, CancellationToken cancel = default);

    /// <summary>Streams patches in the order given, a few megabytes in memory at once.</summary>
    /// <exception cref="ArgumentException">A sha has no patch here: add it first.</exception>
    IEnumerable<CommitPatch> ReadPatches(string repository, IReadOnlyList<string> shas, CancellationToken cancel = default);

    /// <summary>Names of the checkpoints of a repository's ledger, in any order.</summary>
    IReadOnlyList<CheckpointName> Checkpoints(string repository);

    /// <summary>Null when the checkpoint is not there whole and unharmed: then it is worth nothing.</summary>
    LedgerCheckpoint? ReadCheckpoint(string repository, CheckpointName name, CancellationToken cancel = default);

    /// <summary>Keeps a checkpoint in the place of one after as many changes.</summary>
    void SaveCheckpoint(string repository, LedgerCheckpoint checkpoint, CancellationToken cancel = default);

    void DropCheckpoints(string repository, IReadOnlyList<CheckpointName> names, CancellationToken cancel = default);

    /// <summary>Which cost centre pays for whom, as the organisation says now; of two spans for one person and day the first listed has it.</summary>
    void SaveCostCentres(IReadOnlyList<PersonSpan> spans, CancellationToken cancel = default);

    /// <summary>Which team has whose days, by the same rule.</summary>
    void SaveTeams(IReadOnlyList<PersonSpan> spans, CancellationToken cancel = default);

    /// <summary>What the last scoring run stated; null before the first.</summary>
    StatedResults? ReadResults(CancellationToken cancel = default);

    /// <summary>
    /// Replaces the results of the last scoring run and what each row's money became, and logs what that restates. Rows that did not change are
    /// not touched. Usage rows without a fate are unattributed; fates of rows that were replaced meanwhile are left out.
    /// </summary>
    /// <param name="restated">As <see cref="Restatements"/> finds it.</param>
    /// <returns>How many rows of results were written or removed, fates apart.</returns>
    /// <exception cref="InvalidOperationException">The parts of a row don't sum to its cost, tokens or credits.</exception>
    long ReplaceResults(ScoreResult score, IReadOnlyList<UsageFate> fates, IReadOnlyList<Restatement>? restated = null, CancellationToken cancel = default);

    /// <summary>The last scoring run; null before the first.</summary>
    ScoreRun? LastRun();

    /// <summary>
    /// The whole result of the last run, as it was given: every digit, in the orders that <see cref="ScoreResult"/> promises. Null before the
    /// first run, and when another version of the program made it.
    /// </summary>
    ScoreResult? ReadScore(CancellationToken cancel = default);

    /// <summary>What was restated of these days (both included), the latest first, then by day and subject.</summary>
    IReadOnlyList<LoggedRestatement> ReadRestatements(DateOnly since, DateOnly until, CancellationToken cancel = default);

    /// <summary>Asks one of the questions; the rollup is brought up to date first.</summary>
    /// <param name="arguments">As the question's parameters: DateOnly, string, long, bool, DateTimeOffset or null.</param>
    Answer Ask(Question question, IReadOnlyList<object?> arguments, UsageGrain grain = UsageGrain.Day, CancellationToken cancel = default);

    /// <summary>
    /// Asks one of the questions of the sums as the last run published them. Nothing is brought up to date first, so no reader waits for a
    /// writer; rows that came after the run are in the sums or not, marked as not settled.
    /// </summary>
    /// <param name="read">Takes what it needs of a row; the row is gone afterwards.</param>
    IReadOnlyList<T> AskPublished<T>(Question question, IReadOnlyList<object?> arguments, Func<AnswerRow, T> read, CancellationToken cancel = default);

    /// <summary>As <see cref="AskPublished"/>, one row after the other: for answers too long to be kept.</summary>
    IEnumerable<T> Stream<T>(Question question, IReadOnlyList<object?> arguments, Func<AnswerRow, T> read, CancellationToken cancel = default);

    /// <summary>
    /// Brings the rollup up to date, then replaces an open month's charges in one transaction.
    /// </summary>
    /// <param name="month">Its first day.</param>
    /// <param name="lines">Gives the lines; it may be called again after a conflict.</param>
    /// <param name="finish">Makes head and bookings of the sums of the lines that count. A head that is closed closes the month for ever.</param>
    /// <returns>False when the month is closed: nothing has changed.</returns>
    bool ReplaceCharges(DateOnly month, Func<IEnumerable<ChargeLine>> lines, Func<IReadOnlyList<ChargeSum>, (ChargedMonth Head, IReadOnlyList<Booking> Bookings)> finish, CancellationToken cancel = default);

    /// <summary>Usage of a window as charges are made of it, in the order of who pays; from the sums as they stand, one cell in memory at once.</summary>
    /// <param name="until">The day after the last.</param>
    IEnumerable<ChargeCell> ReadChargeCells(DateOnly from, DateOnly until, CancellationToken cancel = default);

    /// <summary>Grows whenever a month is closed or bills change, so that whoever keeps figures of money in memory knows to ask again.</summary>
    long MoneyChanges { get; }

    /// <summary>In the order of months.</summary>
    IReadOnlyList<ChargedMonth> ReadChargedMonths();

    /// <summary>Of all months, in the order of months, centres, issuers and kinds.</summary>
    IReadOnlyList<(DateOnly Month, Booking Booking)> ReadBookings();

    void AddSyncRun(SyncRun run, CancellationToken cancel = default);

    /// <summary>The last runs, newest first.</summary>
    IReadOnlyList<SyncRun> ReadSyncRuns(int last);

    /// <summary>Tells the awards of a run: what is new about them goes into their log.</summary>
    /// <param name="asOf">Of the run; what was told of a later moment stays.</param>
    /// <returns>What is new.</returns>
    IReadOnlyList<AwardEvent> ReplaceAwards(IReadOnlyList<Award> judged, DateTimeOffset asOf, CancellationToken cancel = default);

    /// <summary>Every award that was ever told, as it was told last, without its evidence, in the order of numbers.</summary>
    IReadOnlyList<ToldAward> ReadAwards(CancellationToken cancel = default);

    /// <summary>What became of awards, the latest first.</summary>
    IReadOnlyList<AwardEvent> ReadAwardEvents(int last);

    /// <summary>Shows a person's badge to others, or hides it again.</summary>
    void ShowBadge(string person, string badge, bool shown, CancellationToken cancel = default);

    /// <summary>By person and badge.</summary>
    IReadOnlyList<ShownBadge> ReadShownBadges();

    /// <summary>Adds to the audit log.</summary>
    /// <returns>The entry as it stands there: its time in whole microseconds, its number, its hash (<see cref="AuditChain"/>).</returns>
    AuditRecord Audit(AuditEntry entry, CancellationToken cancel = default);

    /// <summary>The last entries of the audit log, newest first.</summary>
    /// <param name="about">Id of a person whom they concern; null: all.</param>
    /// <param name="before">Only numbers below it; null: from the newest on.</param>
    IReadOnlyList<AuditRecord> ReadAudit(string? about = null, int last = 200, long? before = null);

    /// <summary>The whole audit log in order, a few thousand entries in memory at once: to verify or to export it.</summary>
    IEnumerable<AuditRecord> StreamAudit(CancellationToken cancel = default);

    /// <summary>Keeps what somebody said about showing their row.</summary>
    void AddConsent(Consent consent, CancellationToken cancel = default);

    /// <summary>All that was said, in the order of time: the last of each person holds.</summary>
    IReadOnlyList<Consent> ReadConsents();

    /// <summary>Takes a person off every usage row and every logged restatement, and keeps the marks by which they would be known again.</summary>
    /// <param name="marks">At least one, all of one pseudonym.</param>
    /// <returns>How many usage rows lost their person.</returns>
    long Erase(string person, IReadOnlyList<Erasure> marks, CancellationToken cancel = default);

    IReadOnlyList<Erasure> ReadErasures();

    /// <summary>Takes everybody off usage rows of days before one; what is added up from them stays.</summary>
    /// <returns>How many rows.</returns>
    long ForgetPeople(DateOnly before, CancellationToken cancel = default);

    /// <summary>Keeps a request for a pseudonym's person, or the agreement to it.</summary>
    void PutReveal(Reveal reveal, CancellationToken cancel = default);

    IReadOnlyList<Reveal> ReadReveals();

    /// <summary>Digests of a week that went out already.</summary>
    /// <param name="week">Its Monday.</param>
    IReadOnlySet<SentDigest> ReadSentDigests(DateOnly week);

    void AddSentDigest(SentDigest digest, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>Ids of people who want no digest.</summary>
    IReadOnlySet<string> ReadStoppedDigests();

    /// <param name="at">Since when they want none; null: they want them again.</param>
    void StopDigests(string person, DateTimeOffset? at, CancellationToken cancel = default);

    /// <summary>Keeps alerts that are not there yet by rule, subject, period and level.</summary>
    /// <returns>Those that are new.</returns>
    IReadOnlyList<StoredAlert> AddAlerts(IReadOnlyList<Alert> judged, DateTimeOffset now, CancellationToken cancel = default);

    /// <summary>The last alerts, newest first.</summary>
    IReadOnlyList<StoredAlert> ReadAlerts(int last);

    /// <param name="at">When somebody saw it; null: it is open again.</param>
    /// <returns>False when there is none of this number.</returns>
    bool SeeAlert(long id, DateTimeOffset? at, CancellationToken cancel = default);

    /// <summary>Which alerts from a number on went where.</summary>
    IReadOnlySet<(long Id, string Channel)> ReadSentAlerts(long from);

    void AddSentAlerts(IReadOnlyList<long> ids, string channel, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>Grows whenever tokens or sign-ins change, so that whoever keeps them in memory knows to ask again.</summary>
    long AccessChanges { get; }

    void AddToken(ServiceToken token, CancellationToken cancel = default);

    /// <summary>All that were ever made, the newest first.</summary>
    IReadOnlyList<ServiceToken> ReadTokens();

    /// <summary>Notes that a token was used.</summary>
    /// <returns>False when there is none of this id.</returns>
    bool TokenUsed(string id, DateTimeOffset at, CancellationToken cancel = default);

    /// <returns>False when there is none of this id that is not revoked already.</returns>
    bool RevokeToken(string id, DateTimeOffset at, CancellationToken cancel = default);

    void AddSignIn(SignedIn signedIn, CancellationToken cancel = default);

    /// <summary>Null when nobody is signed in with it; it may have ended by its time.</summary>
    SignedIn? ReadSignIn(string hash);

    /// <returns>False when nobody was signed in with it.</returns>
    bool EndSignIn(string hash, CancellationToken cancel = default);

    /// <summary>Signs a person out everywhere.</summary>
    /// <returns>How many times they were signed in.</returns>
    long EndSignIns(string person, CancellationToken cancel = default);

    /// <summary>True when the list of this hash is kept.</summary>
    bool HasPrices(string sha256);

    /// <summary>Keeps a list that rows are priced with from now on; one that is kept already stays as it is.</summary>
    void KeepPrices(KeptPrices prices, CancellationToken cancel = default);

    /// <summary>All that were ever used, the last first.</summary>
    IReadOnlyList<KeptPrices> ReadPrices();

    /// <summary>Gives rows new prices, divides them over the rows' parts as before, and keeps the record; rows that are gone are left out.</summary>
    void Reprice(IReadOnlyList<RepricedRow> rows, Repricing record, CancellationToken cancel = default);

    /// <summary>Every re-pricing, the last first.</summary>
    IReadOnlyList<Repricing> ReadRepricings();

    /// <summary>
    /// Takes what a vendor says was used or is owed. A line or invoice of a known identity replaces what it said before; the same content twice, under whatever
    /// name, is taken once.
    /// </summary>
    /// <exception cref="OverflowException">An amount of more than 9.2 · 10⁹ units: no source may let such a line through.</exception>
    SavedBills SaveBills(BillBatch batch, CancellationToken cancel = default);

    /// <summary>The source under which a content came already; null when it is new: then it need not be read again.</summary>
    string? BillKnownAs(Guid contentHash);

    /// <summary>
    /// Lines of days in a window or billed in it, in the order of issuer, report, day and key. <see cref="BillLine.Key"/> and, where nobody is matched,
    /// <see cref="BillLine.Actor"/> are keyed digests (<see cref="BillMarks"/>).
    /// </summary>
    /// <param name="until">The day after the last.</param>
    /// <param name="issuer">Null: all.</param>
    IEnumerable<BillLine> ReadBills(DateOnly from, DateOnly until, string? issuer = null, CancellationToken cancel = default);

    /// <summary>All, in the order of month, issuer and number.</summary>
    IReadOnlyList<Invoice> ReadInvoices();

    /// <summary>Files and answers of APIs that were taken, the newest first.</summary>
    IReadOnlyList<BillFile> ReadBillFiles();

    /// <summary>Null when the source was never read.</summary>
    BillCursor? ReadBillCursor(string source);

    /// <summary>Takes entries of runs' traces, all or none; of one id the first that came stays, and what comes again changes nothing.</summary>
    /// <returns>How many were new.</returns>
    /// <exception cref="OverflowException">A cost of more than 9.2 · 10⁹ USD: no source may let such an entry through.</exception>
    int AddCapEvents(IReadOnlyList<CapEvent> events, CancellationToken cancel = default);

    /// <summary>Grows whenever entries of runs' traces come, so that whoever watches them knows to ask again.</summary>
    long CapChanges { get; }

    /// <summary>A run's trace in the order of time, then id; empty: there is no such run.</summary>
    IReadOnlyList<CapEvent> ReadCapEvents(string run, CancellationToken cancel = default);

    /// <summary>All parts, of any day, of runs that did something in a window, by run and start.</summary>
    /// <param name="to">The day after the last.</param>
    IReadOnlyList<CapRunPart> ReadCapRuns(DateOnly from, DateOnly to, CancellationToken cancel = default);

    /// <summary>What usage tells of the sessions of runs that did something in a window, by tool and session.</summary>
    /// <param name="to">The day after the last.</param>
    IReadOnlyList<SessionCost> ReadCapUsage(DateOnly from, DateOnly to, CancellationToken cancel = default);

    /// <summary>Grows whenever usage rows come, so that whoever watches them knows to look again.</summary>
    long UsageChanges { get; }

    /// <summary>Grows whenever questions, draws or reviews change, so that whoever keeps them in memory knows to ask again.</summary>
    long SignalChanges { get; }

    /// <summary>Every question that was ever asked and is still kept, by id.</summary>
    IReadOnlyList<SignalQuestion> ReadSignals(CancellationToken cancel = default);

    /// <summary>What happened to questions, by id and number.</summary>
    /// <param name="id">Of one question; null: of all.</param>
    IReadOnlyList<TakenStep> ReadSignalSteps(string? id = null, CancellationToken cancel = default);

    /// <summary>Changes questions in one transaction with what the audit log says of it: nobody's answer is lost to a look at the facts meanwhile.</summary>
    /// <param name="change">Gets the questions as they are; it may be called again after a conflict.</param>
    /// <returns>The steps with their numbers.</returns>
    IReadOnlyList<TakenStep> ChangeSignals(Func<IReadOnlyList<SignalQuestion>, SignalChange> change, CancellationToken cancel = default);

    /// <summary>How far the telling of steps to webhooks is.</summary>
    IReadOnlyList<SignalPost> ReadSignalPosts();

    void PutSignalPost(SignalPost post, CancellationToken cancel = default);

    /// <returns>False when that week was drawn before: what was drawn stays.</returns>
    bool DrawReviews(ReviewSample sample, CancellationToken cancel = default);

    /// <summary>By week.</summary>
    IReadOnlyList<ReviewSample> ReadReviewSamples();

    /// <summary>A reviewer has one answer to a change: the last.</summary>
    void AddReviewAnswer(ReviewAnswer answer, CancellationToken cancel = default);

    /// <summary>In the order of time.</summary>
    IReadOnlyList<ReviewAnswer> ReadReviewAnswers();
}
