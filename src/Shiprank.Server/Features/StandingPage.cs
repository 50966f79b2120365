using Microsoft.AspNetCore.Components;
using Shiprank.Engine.Scoring;
using Shiprank.Server.Api;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Queries;

namespace Shiprank.Server.Features;

/// <summary>A page about how things stand: its view is made once for what was published and asked, however many look at it.</summary>
/// <typeparam name="TView">The answer that the engine gives; null: there is nothing of that name.</typeparam>
public abstract class StandingPage<TView> : ComponentBase
    where TView : class
{
    private Publication? publication;

    [Inject]
    public PageRequest Request { get; set; } = null!;

    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>Null where nothing has the name that was asked for; the answer is a 404 then.</summary>
    protected TView? View { get; private set; }

    protected PageQuery Query => Request.Query;

    protected PageFrame Frame => Request.Frame;

    protected Standing Standing => publication!.Standing;

    /// <summary>Name of the page and what it asks beyond <see cref="Query"/>: equal keys are equal views.</summary>
    protected abstract string Key { get; }

    [Inject]
    private Reports Reports { get; set; } = null!;

    [Inject]
    private PageViews Views { get; set; } = null!;

    protected abstract TView? Make(Standing standing);

    /// <summary>The view is there, or known to be missing; nothing was sent yet.</summary>
    protected virtual void OnShown()
    {
    }

    /// <summary>Status of the answer when there is no view.</summary>
    protected virtual int Missing => StatusCodes.Status404NotFound;

    /// <summary>The address of a document of the API that asks what this page asks.</summary>
    protected string Api(string report, params IEnumerable<(string Name, string? Value)> more) => PageViews.Api(Query, report, more);

    /// <summary>Takes what the page asks for beyond <see cref="Query"/> from the address.</summary>
    protected virtual void Read()
    {
    }

    /// <summary>Nothing is drawn before the view is there: a page is whole or an error.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        Read();
        publication = await Reports.Now(Http.RequestAborted);
        View = Views.Get(publication, Query.At(Key), () => Make(publication.Standing));
        if (View is null) Http.Response.StatusCode = Missing;
        OnShown();
        await base.SetParametersAsync(ParameterView.Empty);
    }
}
