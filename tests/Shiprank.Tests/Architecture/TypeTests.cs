using System.Reflection;

namespace Shiprank.Tests.Architecture;

public sealed class TypeTests
{
    [Fact]
    public void Every_class_is_sealed_static_or_abstract() =>
        Assert.Empty(Product.Types.Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract && !IsComponent(t)).Select(t => t.FullName));

    [Fact]
    public void Every_interface_has_several_implementations_except_the_stores()
    {
        var interfaces = Product.Types.Where(t => t.IsInterface && Product.ProjectOf(t.Assembly) != "Shiprank.Store").ToList();
        var classes = Product.Types.Where(t => !t.IsInterface && !t.IsAbstract).ToList();
        Assert.Empty(interfaces.Where(i => classes.Count(c => c.GetInterfaces().Any(x => x == i || (x.IsGenericType && x.GetGenericTypeDefinition() == i))) < 2).Select(i => i.FullName));
    }

    [Fact]
    public void Money_is_never_a_float() =>
        Assert.Empty(
            from type in Product.Types
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where property.Name.Contains("Usd", StringComparison.OrdinalIgnoreCase) || property.Name.Contains("Cost", StringComparison.Ordinal) || property.Name.Contains("Credits", StringComparison.Ordinal)
            where (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is var t && (t == typeof(float) || t == typeof(double))
            select $"{type.FullName}.{property.Name}");

    [Fact]
    public void Names_of_tests_are_sentences() =>
        Assert.Empty(
            from type in Assembly.GetExecutingAssembly().GetTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where method.IsDefined(typeof(FactAttribute), inherit: true)
            where !method.Name.Contains('_', StringComparison.Ordinal)
            select $"{type.Name}.{method.Name}");

    /// <summary>Classes of .razor files: the compiler that makes them has no word for sealed.</summary>
    /// <summary>The compiler of components seals none.</summary>
    private static bool IsComponent(Type type) => type.Name == "_Imports" || (type.Namespace!.StartsWith("Shiprank.Server", StringComparison.Ordinal) && Bases(type).Any(b => b.FullName == "Microsoft.AspNetCore.Components.ComponentBase"));

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType) yield return at;
    }
}
