using System.Security.Cryptography;
using System.Text;
using Shiprank.Engine.Digests;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Badges;

/// <summary>
/// <c>/digest/stop</c>: ends a person's digests by the link that stands in each. Looking at it changes nothing, as mail programs look at links; the
/// button, and a mail program's own (RFC 8058), do.
/// </summary>
internal sealed class DigestStop(ServerOptions options, LiveWorkspace workspace)
{
    private const string Path = "/digest/stop";

    public static void Map(WebApplication app)
    {
        var stop = ActivatorUtilities.CreateInstance<DigestStop>(app.Services);
        app.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)stop.Ask).WithDisplayName(Path);
        app.MapPost(Path, (RequestDelegate)stop.Take).WithDisplayName(Path);
    }

    private Task Ask(HttpContext context) => Person(context) is null
        ? ErrorAnswer.Write(context, StatusCodes.Status404NotFound, "this link is none that a digest has")
        : PageAnswer.Write<DigestStopPage>(context, StatusCodes.Status200OK, "Digests", new Dictionary<string, object?> { [nameof(DigestStopPage.Address)] = Path + context.Request.QueryString, [nameof(DigestStopPage.Stopped)] = false });

    private Task Take(HttpContext context)
    {
        if (Person(context) is not { } person) return ErrorAnswer.Write(context, StatusCodes.Status404NotFound, "this link is none that a digest has");
        options.Store.RefuseDigest(person, refused: true, context.RequestAborted);
        options.Store.Audit(new(options.Clock.GetUtcNow(), "nobody", "digest.stopped", person, ""), context.RequestAborted);
        return PageAnswer.Write<DigestStopPage>(context, StatusCodes.Status200OK, "Digests", new Dictionary<string, object?> { [nameof(DigestStopPage.Address)] = "", [nameof(DigestStopPage.Stopped)] = true });
    }

    /// <summary>Whom the link is of, if it is one: compared in a time that tells nothing.</summary>
    private string? Person(HttpContext context)
    {
        var (person, key) = (context.Request.Query["person"].ToString(), context.Request.Query["key"].ToString());
        var isRight = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(DigestRound.StopKey(options.Store.Key, person)));
        return isRight && workspace.Current.Organisation.People.Any(p => p.Id == person) ? person : null;
    }
}
