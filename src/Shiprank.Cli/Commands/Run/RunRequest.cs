namespace Shiprank.Cli.Commands.Run;

/// <summary>What is to be run, for what, and how much it may use.</summary>
/// <param name="Ticket">As somebody wrote it; empty: <paramref name="Branch"/> may name one.</param>
/// <param name="MaxSteps">Calls of a model at the gateway, or of tools where hooks count them.</param>
/// <param name="Command">Program and arguments; never empty.</param>
internal sealed record RunRequest(string Ticket, string Branch, string Job, string Repository, decimal? MaxUsd, long? MaxSteps, int? MaxMinutes, IReadOnlyList<string> Command);
