using Shiprank.Core.Access;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Access;

/// <summary>People whom a trusted proxy names in a header.</summary>
internal sealed class ProxyUsers(LiveWorkspace workspace)
{
    /// <summary>Null when the proxy names nobody whom the organisation file has.</summary>
    public Viewer? Of(HttpContext context, Arrival arrival)
    {
        var organisation = workspace.Current.Organisation;
        if (!arrival.ByProxy || organisation.Access.Proxy is not { UserHeader: { } header } proxy) return null;
        var named = context.Request.Headers[header];
        if (named.Count != 1 || RoleBook.Find(organisation, named.ToString()) is not { } person) return null;
        var groups = proxy.GroupsHeader is { } list ? context.Request.Headers[list].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        return RoleBook.Of(organisation, person.Id, organisation.Access.Granted(groups));
    }
}
