using Shiprank.Server.Access.Oidc;

namespace Shiprank.Server.Features.SignIn;

internal static class SignInSetup
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<OidcClient>();
        services.AddSingleton<SignInEndpoints>();
    }

    public static void MapSignIn(this WebApplication app) => SignInEndpoints.Map(app);
}
