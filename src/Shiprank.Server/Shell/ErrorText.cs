using Microsoft.AspNetCore.WebUtilities;

namespace Shiprank.Server.Shell;

/// <summary>What an error page says for a status: what happened, and what to do.</summary>
internal static class ErrorText
{
    public static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "What was asked?",
        StatusCodes.Status404NotFound => "Where is it?",
        StatusCodes.Status503ServiceUnavailable => "Is it ready?",
        StatusCodes.Status500InternalServerError => "What went wrong?",
        _ => ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "It can’t be shown",
    };

    public static string Sentence(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "This address asks for something that does not exist.",
        StatusCodes.Status403Forbidden => "This is not for whoever asked.",
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address takes no such request.",
        StatusCodes.Status429TooManyRequests => "Too much was asked at once.",
        StatusCodes.Status503ServiceUnavailable => "The figures can’t be shown now.",
        >= 500 => "The server failed to make this page.",
        _ => "This can’t be shown.",
    };

    public static string Advice(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Correct the address, or start from the page without filters.",
        StatusCodes.Status404NotFound => "It may be called otherwise now, or may never have been here. The menu has every page; Ctrl K finds teams, repositories and changes.",
        StatusCodes.Status429TooManyRequests => "Load it again in a few seconds.",
        StatusCodes.Status503ServiceUnavailable => "Nothing is lost. Load it again in a little while; “shiprank doctor” says more.",
        >= 500 => "Nothing was changed. The server’s log has the kind of failure and its place.",
        _ => "The menu has every page.",
    };

    /// <summary>A detail of an API's problem as a sentence of a page.</summary>
    public static string AsSentence(string detail) => detail.Length == 0 ? "" : $"{char.ToUpperInvariant(detail[0])}{detail[1..]}{(detail[^1] is '.' or '…' ? "" : ".")}";
}
