using System.IO.Compression;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Shiprank.Server.Assets;
using Shiprank.Server.Features;
using Shiprank.Server.Features.Badges;
using Shiprank.Server.Features.Digests;
using Shiprank.Server.Features.Access;
using Shiprank.Server.Features.Chargeback;
using Shiprank.Server.Features.Exports;
using Shiprank.Server.Features.Reconcile;
using Shiprank.Server.Features.People;
using Shiprank.Server.Features.Prices;
using Shiprank.Server.Features.Settings;
using Shiprank.Server.Features.Setup;
using Shiprank.Server.Features.Signals;
using Shiprank.Server.Features.SignIn;

namespace Shiprank.Server.Shell;

/// <summary>Pages: components that are drawn on the server and sent whole, without a circuit; every one of them works without script.</summary>
internal static class PagesSetup
{
    public static void AddPages(this IServiceCollection services, ServerOptions options)
    {
        services.AddRazorComponents();
        KeepKeys(services, options);
        services.AddSingleton<PageSurroundings>();
        services.AddScoped<PageRequest>();
        services.AddSingleton<PageViews>();
        services.AddSingleton<CsvEndpoints>();
        services.AddSingleton<ChargeDesk>();
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
    /// The keys that tokens of forms are made with lie in the data folder, for its owner alone, so that a form outlives a restart. They are read when a
    /// form is first drawn, not at the start.
    /// </summary>
    private static void KeepKeys(IServiceCollection services, ServerOptions options)
    {
        var protection = services.AddDataProtection().SetApplicationName("shiprank");
        if (options.DataFolder.Length == 0) protection.UseEphemeralDataProtectionProvider();
        else protection.PersistKeysToFileSystem(OwnersFolder(Path.Combine(options.DataFolder, "keys")));
        foreach (var keys in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal) == true).ToList()) services.Remove(keys);
    }

    private static DirectoryInfo OwnersFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

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
        PriceEndpoints.Map(app);
        SettingsEndpoints.Map(app);
        PolicyEndpoints.Map(app);
        SetupEndpoints.Map(app);
        BadgeEndpoints.Map(app);
        StatusEndpoints.Map(app);
        CredentialEndpoints.Map(app);
        OwnEndpoints.Map(app);
        StopEndpoint.Map(app);
        TokenEndpoints.Map(app);
        ChargeEndpoints.Map(app);
        FocusEndpoint.Map(app);
        ReconcileEndpoints.Map(app);
        SignalEndpoints.Map(app);
        ReviewEndpoints.Map(app);
        app.MapSignIn();
        app.MapRazorComponents<App>();
    }
}
