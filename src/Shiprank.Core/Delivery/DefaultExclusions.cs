namespace Shiprank.Core.Delivery;

/// <summary>Globs of paths that count for nothing by default (normalised-deployments.md, section 9).</summary>
public static class DefaultExclusions
{
    public static IReadOnlyList<string> Globs { get; } =
    [
        "**/node_modules/**", "**/vendor/**", "**/third_party/**", "**/dist/**",
        "**/*.min.js", "**/*.min.css", "**/*.map",
        "**/*.lock", "**/package-lock.json", "**/pnpm-lock.yaml", "**/npm-shrinkwrap.json", "**/go.sum",
        "**/*.g.cs", "**/*.designer.cs", "**/*_pb2.py", "**/*.pb.go", "**/*.generated.*", "**/generated/**",
        "**/__snapshots__/**", "**/*.snap", "**/*.verified.*", "**/*.approved.*",
        "**/*.svg", "**/*.csv", "**/*.json", "**/*.jsonl", "**/*.ipynb",
    ];
}
