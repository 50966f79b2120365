namespace Shiprank.Server.Features.People;

/// <summary>Whose page the administrator looked at last: an id of the organisation file, kept by the browser alone.</summary>
internal static class MeCookie
{
    private const string Name = "sr-me";

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 and <= 200 } id ? id : null;

    /// <param name="id">Null: nothing is kept.</param>
    public static void Write(HttpContext context, string? id)
    {
        if (id is null || Read(context.Request) == id) return;
        context.Response.Cookies.Append(Name, id, new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = TimeSpan.FromDays(365), IsEssential = true });
    }
}
