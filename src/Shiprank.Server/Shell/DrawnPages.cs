using Shiprank.Server.Access;
using Shiprank.Core.Access;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;
using Shiprank.Server.Features;
using Shiprank.Server.Features.People;
using Shiprank.Server.Features.Signals;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Shell;

/// <summary>
/// Pages about how things stand are drawn once for a version of the results, an address and a look, however many read them at once. They say how long
/// ago things were, so none is kept for longer than a minute.
/// </summary>
internal sealed class DrawnPages(Published published, LiveWorkspace workspace, SignalBook signals) : IOutputCachePolicy
{
    public const long MostKept = 16 * 1024 * 1024;

    private static readonly TimeSpan kept = TimeSpan.FromMinutes(1);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var mayKeep = context.HttpContext.Viewer().IsKnown() && HttpMethods.IsGet(request.Method) && published.Version > 0 && IsOfStanding(context.HttpContext.GetEndpoint());
        context.EnableOutputCaching = mayKeep;
        context.AllowCacheLookup = mayKeep;
        context.AllowCacheStorage = mayKeep;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = kept;
        var by = context.CacheVaryByRules;
        by.QueryKeys = "*";
        by.HeaderNames = "Accept-Encoding";
        by.VaryByValues["version"] = published.Version.ToString(CultureInfo.InvariantCulture);
        by.VaryByValues["organisation"] = RuntimeHelpers.GetHashCode(workspace.Current).ToString(CultureInfo.InvariantCulture);
        by.VaryByValues["theme"] = ThemeForm.Of(request) ?? "";

        // A page of standing shows the same to everybody; its menu is by roles. What is one person's own is drawn anew each time.
        by.VaryByValues["roles"] = $"{RoleNames.Text(context.HttpContext.Viewer().Roles)}|{RoleNames.Text(context.HttpContext.Viewer().Scopes)}";
        by.VaryByValues["asked"] = mayKeep ? signals.Asked(context.HttpContext.Viewer()).ToString(CultureInfo.InvariantCulture) : "";
        by.VaryByValues["local"] = ReferenceEquals(context.HttpContext.Viewer(), ViewerAccess.Local) ? "1" : "";
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage &= response.StatusCode == StatusCodes.Status200OK && StringValues.IsNullOrEmpty(response.Headers.SetCookie);
        return ValueTask.CompletedTask;
    }

    private static bool IsOfStanding(Endpoint? endpoint)
    {
        if (endpoint?.Metadata.GetMetadata<AlwaysDrawnAttribute>() is not null) return false;
        for (var type = endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(StandingPage<>)) return true;
        }

        return false;
    }
}
