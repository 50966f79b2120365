using Shiprank.Core.Access;
using Shiprank.Core.Signals.Desk;

namespace Shiprank.Engine.Signals;

/// <summary>
/// Steps as the audit log has them: the question's id, which tells nobody whom it is about. Of questions about people nobody is named, neither who was asked nor
/// who answered: the log has other readers than they do. Who did what stands in the question's own steps.
/// </summary>
internal static class SignalAudit
{
    public static AuditEntry Of(SignalQuestion question, QuestionStep step, string actor, DateTimeOffset at) => new(
        at, actor == TakenStep.Machine || !question.IsPersonal ? actor : step is QuestionStep.Withdrawn or QuestionStep.Looked or QuestionStep.Reopened ? "lead" : "subject", $"signal.{QuestionWords.Of(step)}", null,
        question.IsPersonal ? question.Id : $"{question.Id} {question.Finding.Rule}");
}
