using System.Reflection;

namespace Shiprank.Tests.Architecture;

/// <summary>The product's assemblies, with the projects that each may see (DESIGN: Core ← Sources, Store ← Engine ← Server ← Cli).</summary>
internal static class Product
{
    public static readonly IReadOnlyDictionary<string, string[]> MayReference = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Shiprank.Core"] = [],
        ["Shiprank.Sources"] = ["Shiprank.Core"],
        ["Shiprank.Store"] = ["Shiprank.Core"],
        ["Shiprank.Engine"] = ["Shiprank.Core", "Shiprank.Sources", "Shiprank.Store"],
        ["Shiprank.Server"] = ["Shiprank.Core", "Shiprank.Sources", "Shiprank.Store", "Shiprank.Engine"],
        ["Shiprank.Cli"] = ["Shiprank.Core", "Shiprank.Sources", "Shiprank.Store", "Shiprank.Engine", "Shiprank.Server"],
    };

    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        .. MayReference.Keys.Select(FileOf).Where(File.Exists).Select(f => Assembly.Load(AssemblyName.GetAssemblyName(f))),
    ];

    public static IEnumerable<Type> Types => Assemblies.SelectMany(a => a.GetTypes()).Where(t => !IsGenerated(t));

    public static string ProjectOf(Assembly assembly) => assembly.GetName().Name is "shiprank" ? "Shiprank.Cli" : assembly.GetName().Name!;

    private static string FileOf(string project) => Path.Combine(AppContext.BaseDirectory, (project == "Shiprank.Cli" ? "shiprank" : project) + ".dll");

    private static bool IsGenerated(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false)
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        || type.Namespace?.StartsWith("Shiprank", StringComparison.Ordinal) != true
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
