using System.IO.Compression;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Shiprank.Server.Assets;
using Shiprank.Server.Features;
using Shiprank.Server.Features.Badges;
using Shiprank.Server.Features.Exports;
using Shiprank.Server.Features.Settings;
using Shiprank.Server.Features.Setup;

namespace Shiprank.Server.Shell;

/// <summary>Pages: components that are drawn on the server and sent whole, without a circuit; every one of them works without script.</summary>
internal static class PagesSetup
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        KeepNoKeys(services);
        services.AddSingleton<PageSurroundings>();
        services.AddScoped<PageRequest>();
        services.AddSingleton<PageViews>();
        services.AddSingleton<CsvEndpoints>();
        services.AddSingleton<SampleData>();
        services.AddSingleton<DrawnPages>();
        services.AddOutputCache(cache => cache.SizeLimit = DrawnPages.MostKept);
        services.AddOptions<OutputCacheOptions>().Configure<DrawnPages>((cache, pages) => cache.AddBasePolicy(pages));
        services.AddResponseCompression(compression =>
        {
            // Nothing secret stands in a page, and no proxy is asked to guess: TLS makes no difference.
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = ["text/html", "text/csv", "application/json", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }

    /// <summary>
    /// Forms carry no token (<c>Sec-Fetch-Site</c> and <c>Origin</c> tell whose page sent them), so the keys that the framework would write into
    /// the home folder, and read at every start, have nothing to protect.
    /// </summary>
    private static void KeepNoKeys(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        foreach (var keys in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal) == true).ToList()) services.Remove(keys);
    }

    public static void UseSafeHeaders(this WebApplication app) => app.UseMiddleware<SafeHeaders>();

    public static void UsePageGate(this WebApplication app)
    {
        // What is kept is kept compressed.
        app.UseOutputCache();
        app.UseResponseCompression();
        app.UseMiddleware<PageGate>();
        app.UseAntiforgery();
    }

    public static void MapPages(this WebApplication app)
    {
        AssetEndpoints.Map(app);
        ThemeForm.Map(app);
        Palette.Map(app);
        CsvEndpoints.Map(app);
        SettingsEndpoints.Map(app);
        PolicyEndpoints.Map(app);
        SetupEndpoints.Map(app);
        BadgeEndpoints.Map(app);
        StatusEndpoints.Map(app);
        CredentialEndpoints.Map(app);
        DigestStop.Map(app);
        app.MapRazorComponents<App>();
    }
}
