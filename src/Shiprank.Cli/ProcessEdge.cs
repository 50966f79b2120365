using Shiprank.Store;

namespace Shiprank.Cli;

/// <summary>Where every exception ends: an interrupt, a disk that fails, a bug. The only place that catches everything.</summary>
internal sealed class ProcessEdge(Terminal.Terminal terminal, bool json, CancellationToken cancellation)
{
    public ExitCode Guard(Func<ExitCode> work)
    {
        try
        {
            return work();
        }
        catch (Exception stopped) when (cancellation.IsCancellationRequested && (stopped is OperationCanceledException || DiskFailure.IsInterrupt(stopped)))
        {
            return Say(ExitCode.Interrupted, "interrupted", "");
        }
        catch (Exception failure) when (DiskFailure.Of(failure) is { } problem)
        {
            return Say(ExitCode.Failure, $"{problem.Where}: {problem.Reason}", problem.Remedy);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            Say(
                ExitCode.Failure,
                $"a bug in shiprank {CommandLine.Version}: {bug.GetType().Name}: {bug.Message}",
                "please report it with the lines below; they name code, not your data");
            terminal.Messages.WriteLine(bug.StackTrace);
            return ExitCode.Failure;
        }
    }

    private ExitCode Say(ExitCode code, string sentence, string hint)
    {
        if (json) ErrorDocument.Write(terminal.Messages, code, sentence, hint);
        else terminal.Error(sentence, hint);
        return code;
    }
}
