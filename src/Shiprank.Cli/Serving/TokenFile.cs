using Shiprank.Core;
using Shiprank.Core.Access;

namespace Shiprank.Cli.Serving;

/// <summary>A service token that stands in a file, so that no command line has it.</summary>
internal static class TokenFile
{
    public static Result<string> Read(string file)
    {
        try
        {
            var text = File.ReadAllText(file).Trim();
            return text.StartsWith(ServiceToken.Prefix, StringComparison.Ordinal) && !text.Any(c => char.IsWhiteSpace(c) || c is '"' or '\'')
                ? text
                : new Problem(file, 1, $"it has no service token in it ({ServiceToken.Prefix}…)", "make one with `shiprank token`");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Problem(file, 0, "the token can't be read", failure.Message);
        }
    }
}
