using Shiprank.Cli.Commands.Ticket;

namespace Shiprank.Cli.Commands.Run;

/// <summary>What CI says of the job that it runs: GitHub Actions, GitLab CI; else what git says of the folder.</summary>
/// <param name="Branch">That is worked on: of a request the one that it merges.</param>
/// <param name="Job">Empty outside of CI.</param>
internal sealed record CiSurroundings(string Branch, string Job, string Repository)
{
    public static CiSurroundings Of(CliEnvironment environment, GitHere? here)
    {
        string Said(params string[] names) => names.Select(environment.Variable).FirstOrDefault(v => v is not null) ?? "";
        if (environment.Variable("GITHUB_ACTIONS") is "true")
        {
            var (workflow, job) = (Said("GITHUB_WORKFLOW"), Said("GITHUB_JOB"));
            return new(Said("GITHUB_HEAD_REF", "GITHUB_REF_NAME"), workflow.Length > 0 && job.Length > 0 ? $"{workflow}/{job}" : workflow + job, Said("GITHUB_REPOSITORY"));
        }

        if (environment.Variable("GITLAB_CI") is "true") return new(Said("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME"), Said("CI_JOB_NAME"), Said("CI_PROJECT_PATH"));
        return new(here?.Branch ?? "", "", here?.Origin ?? "");
    }
}
