namespace Shiprank.Server.Features.Setup;

/// <summary>Sentences of the first run.</summary>
internal static class SetupWords
{
    public static string Missing(SetupState state) => (state.Usage, state.Git, state.Deployed) switch
    {
        (true, true, false) => "Usage and git arrive; the first deployment will fill the boards.",
        (true, false, _) => "Usage arrives; git tells what became of it.",
        (false, true, _) => "Git arrives; usage tells what it cost.",
        _ => "A home with agents’ logs and a repository are next.",
    };

    /// <param name="reached">The steps before it are done.</param>
    public static string Class(bool done, bool reached) => done ? "sr-step done" : reached ? "sr-step now" : "sr-step";
}
