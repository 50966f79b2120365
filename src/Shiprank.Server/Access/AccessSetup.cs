using Microsoft.Extensions.DependencyInjection.Extensions;
using Shiprank.Server.Features.SignIn;

namespace Shiprank.Server.Access;

/// <summary>Who may do what: what it needs, and where it stands before pages and API.</summary>
internal static class AccessSetup
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<AccessRules>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<ServiceTokens>();
        services.AddSingleton<ProxyUsers>();
        services.AddSingleton<PersonLooks>();
        services.AddSingleton<OneTimeLink>();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "sr-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forms.FormFieldName = FormField;
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.AddSignIn();
    }

    /// <summary>Field of a form that its token stands in.</summary>
    public const string FormField = "form";
}
