namespace Shiprank.Server.Shell;

/// <summary>On a page that shows more than published results, such as what is being read right now.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AlwaysDrawnAttribute : Attribute;
