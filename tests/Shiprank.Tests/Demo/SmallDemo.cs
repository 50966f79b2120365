using Shiprank.Engine.Demo;

namespace Shiprank.Tests.Demo;

/// <summary>A demo of few weeks and people, written once for all tests that only look at it.</summary>
public sealed class SmallDemo : IDisposable
{
    public const string Name = "small demo";

    public static readonly DemoOptions Options = new() { Weeks = 6, People = 24 };

    public DemoFolder Folder { get; } = new(Options);

    public void Dispose() => Folder.Dispose();
}

[CollectionDefinition(SmallDemo.Name)]
public sealed class SmallDemoDefinition : ICollectionFixture<SmallDemo>;
