using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Shiprank.Tests.Architecture;

public sealed class ArrowTests
{
    private static readonly string[] OutsideWorld =
    [
        "System.Console", "System.TimeProvider", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.IO.File", "System.IO.Directory",
        "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.FileStream", "System.Net.", "System.Data.", "Microsoft.Data.",
    ];

    [Fact]
    public void Projects_reference_only_what_lies_before_them()
    {
        foreach (var file in SourceTree.Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            var project = Path.GetFileNameWithoutExtension(file);
            Assert.True(Product.MayReference.ContainsKey(project), $"{project} has no place in the layout");
            var references = XDocument.Parse(SourceTree.Read(file)).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));
            Assert.Subset(Product.MayReference[project].ToHashSet(StringComparer.Ordinal), references.ToHashSet(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Assemblies_use_only_what_lies_before_them()
    {
        Assert.Equal(Product.MayReference.Count, Product.Assemblies.Count);
        foreach (var assembly in Product.Assemblies)
        {
            var project = Product.ProjectOf(assembly);
            var used = assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Shiprank", StringComparison.OrdinalIgnoreCase)).ToHashSet(StringComparer.Ordinal);
            Assert.Subset(Product.MayReference[project].ToHashSet(StringComparer.Ordinal), used);
        }
    }

    [Fact]
    public void Only_server_and_command_line_know_the_web_framework()
    {
        var web = Product.Assemblies.Where(a => a.GetReferencedAssemblies().Any(r => r.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))).Select(Product.ProjectOf);
        Assert.Equal(["Shiprank.Cli", "Shiprank.Server"], web.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Core_touches_no_file_no_clock_no_network_and_no_database()
    {
        var core = Product.Assemblies.Single(a => Product.ProjectOf(a) == "Shiprank.Core");
        using var stream = File.OpenRead(core.Location);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        var used = metadata.TypeReferences.Select(metadata.GetTypeReference).Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}");
        Assert.DoesNotContain(used, name => OutsideWorld.Any(o => o.EndsWith('.') ? name.StartsWith(o, StringComparison.Ordinal) : name == o));
    }
}
