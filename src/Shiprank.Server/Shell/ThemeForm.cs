using Shiprank.Core.Access;
using Shiprank.Server.Access;

namespace Shiprank.Server.Shell;

/// <summary><c>POST /theme</c>: light, dark or as the system has it, kept in a cookie so that the next page comes in it from its first byte.</summary>
internal static class ThemeForm
{
    public const string Cookie = "sr-theme";

    public static string? Of(HttpRequest request) => request.Cookies[Cookie] is ("light" or "dark") and var theme ? theme : null;

    public static void Map(WebApplication app) => app.MapPost("/theme", Set).Needing(Right.Open).WithMetadata(SameOriginForm.Instance);

    private static async Task Set(HttpContext context)
    {
        var theme = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted))["theme"].ToString() : "";
        if (theme is not ("light" or "dark" or "system"))
        {
            await ProblemAnswers.Write(context, StatusCodes.Status400BadRequest, "theme is light, dark or system");
            return;
        }

        if (theme == "system") context.Response.Cookies.Delete(Cookie);
        else context.Response.Cookies.Append(Cookie, theme, new() { MaxAge = TimeSpan.FromDays(400), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = Back(context.Request);
    }

    /// <summary>The page that the form stands on, as long as it is one of this server.</summary>
    private static string Back(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == request.Host.Value ? from.PathAndQuery : "/";
}
