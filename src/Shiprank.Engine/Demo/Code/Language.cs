namespace Shiprank.Engine.Demo.Code;

/// <summary>
/// How code of one language is made up. In a template <c>{n} {N} {v} {V} {d} {s}</c> stand for a noun, the same capitalised, a verb, capitalised, a number,
/// a few words. Indentation is in steps of four blanks.
/// </summary>
/// <param name="Snake">Names are joined by underscores.</param>
/// <param name="Indent">What one step of indentation is written as.</param>
internal sealed record Language(
    string Extension, bool Snake, string Indent,
    IReadOnlyList<string> Header, IReadOnlyList<string> Signatures, IReadOnlyList<string> Open, IReadOnlyList<string> Body, IReadOnlyList<string> Close, IReadOnlyList<string> Footer);

internal static class Languages
{
    public static readonly Language CSharp = new(
        ".cs", false, "    ",
        ["// {N}{N}: {s}", "namespace Northwind.{N}.{N}{d};", "", "public sealed class {N}{N}{V}er", "{"],
        ["    public {N} {V}{N}({N}{N} {n}, int {n})", "    public decimal {V}{N}{N}({N} {n})", "    internal static bool Can{V}{N}({N} {n}, {N}{N} {n})"],
        ["    {"],
        [
            "        var {n}{N} = {n}.{V}({d}, {n});", "        if ({n}.{N}Count > {d}) throw new InvalidOperationException(\"{s}\");",
            "        {n}.{V}{N}({n}.{N}, {d}m);", "        log.{V}ed{N}({n}.Id, {d}, \"{s}\");", "        await {n}.{V}Async({n}.{N}{N}, cancel);",
            "        foreach (var {n} in {n}.{N}s) {n}.{V}({n}, {d});", "        // {s} {s}", "        {n}.{N} = {n}.{N} ?? {N}.{V}({d});",
            "        return {n}.{N}s.Where({n} => {n}.{N} < {d}).{V}();",
        ],
        ["    }"], ["}"]);

    public static readonly Language TypeScript = new(
        ".ts", false, "  ",
        ["// {s} {s}", "import {{ {v}{N}, {N}{N} }} from './{n}/{n}{d}';"],
        ["export function {v}{N}({n}: {N}{N}, {n}: number) {{", "export const {v}{N}{N} = ({n}: {N}, {n}?: {N}{N}) => {{", "async function {v}{N}By{N}({n}: string) {{"],
        [],
        [
            "    const {n}{N} = {n}.{v}{N}({d}, {n});", "    if ({n}.{n}Count > {d}) return {v}{N}('{s}');", "    await {n}.{v}({{ {n}: {d}, {n}: '{n}' }});",
            "    {n}.{n}.forEach(({n}) => {v}{N}({n}, {d}));", "    const [{n}, set{N}] = useState<{N}{N}>({v}{N}({d}));", "    // {s} {s}",
            "    track('{n}.{v}', {{ {n}: {n}.{n}, {n}: {d} }});", "    return {n}.map(({n}) => {n}.{v}({d})).filter({v}{N});",
        ],
        ["}"], []);

    public static readonly Language Java = new(
        ".java", false, "    ",
        ["package com.northwind.{n}.{n}{d};", "", "/** {N} {s}: {s}. */", "public final class {N}{N}{V}er {{"],
        ["    public {N}{N} {v}{N}({N} {n}, long {n}) {{", "    private static Optional<{N}> {v}{N}{N}({N}{N} {n}) {{", "    void {v}{N}With{N}({N} {n}, {N}{N} {n}) {{"],
        [],
        [
            "        final var {n}{N} = {n}.{v}{N}({n}, {d}L);", "        Preconditions.{v}({n}.get{N}() < {d}, \"{s}\");", "        {n}.{v}{N}(Money.of({d}, {n}.get{N}()));",
            "        log.info(\"{s} {}\", {n}.{v}{N}({d}));", "        for ({N} {n} : {n}.{n}s()) {n}.{v}({n}.{n}(), {d});", "        // {s} {s}",
            "        {n}.put(\"{n}.{n}\", {n}.{v}({d}).toString());", "        return {n}.stream().map({N}::{v}).limit({d}).to{N}();",
        ],
        ["    }"], ["}"]);

    public static readonly Language Go = new(
        ".go", false, "\t",
        ["// Package {n} {s}: {s}.", "package {n}{n}{d}"],
        ["func ({n} *{N}{N}) {V}{N}(ctx context.Context, {n} {N}) error {{", "func {V}{N}{N}({n} []{N}, {n} int) ({N}, error) {{", "func {v}{N}For({n} {N}{N}) bool {{"],
        [],
        [
            "    {n}{N}, err := {n}.{V}{N}(ctx, {d})", "    if len({n}.{N}s) > {d} {{ return errors.New(\"{s}\") }}", "    {n}.{N} = append({n}.{N}, {v}{N}({d}))",
            "    slog.Info(\"{s}\", \"{n}\", {n}.{N}, \"{n}\", {d})", "    for _, {n} := range {n}.{N}s {{ {n}.{V}({n}, {d}) }}", "    // {s} {s}",
            "    defer {n}.{V}{N}(time.Duration({d}) * time.Second)", "    {n}.{n}[\"{n}\"] = {v}{N}{N}({n}, {d})",
        ],
        ["}"], []);

    public static readonly Language Python = new(
        ".py", true, "    ",
        ["\"\"\"{s}: {s}.\"\"\"", "from {n}.{n}{d} import {v}_{n}, {n}_{n}"],
        ["def {v}_{n}_{n}({n}, {n}={d}):", "def {v}_{n}(frame, {n}, {n}):", "def is_{n}_{n}({n}, *, {n}={d}):"],
        [],
        [
            "    {n}_{n} = {n}.{v}({n}={d}, {n}={n})", "    if {n}.{n}_count > {d}: raise ValueError(\"{s}\")", "    {n}[\"{n}\"] = {v}_{n}({n}, {d})",
            "    frame = frame.{v}(\"{n}\", \"{n}_{n}\").{v}({d})", "    log.info(\"{s} %s\", {n}.{v}({d}))", "    # {s} {s}",
            "    {n} = [{v}_{n}({n}) for {n} in {n}.{n}s if {n} < {d}]", "    return {n}.{v}_{n}(by=\"{n}\", limit={d})",
        ],
        [], []);

    public static readonly Language Rust = new(
        ".rs", true, "    ",
        ["//! {s}: {s}.", "use crate::{n}::{n}{d}::{{{N}, {N}{N}}};"],
        ["pub fn {v}_{n}_{n}({n}: &{N}, {n}: u32) -> Result<{N}{N}> {{", "fn {v}_{n}({n}: &mut {N}{N}, {n}: {N}) {{", "pub(crate) async fn {v}_{n}_of({n}: {N}{N}) -> {N} {{"],
        [],
        [
            "    let {n}_{n} = {n}.{v}_{n}({d}, &{n})?;", "    ensure!({n}.{n}_count() < {d}, \"{s}\");", "    {n}.{n}.push({N}::{v}({d}, {n}.{n}));",
            "    tracing::info!({n} = {d}, {n} = %{n}.{n}, \"{s}\");", "    for {n} in &{n}.{n}s {{ {n}.{v}({n}, {d}).await?; }}", "    // {s} {s}",
            "    {n}.{v}_with(|{n}| {n}.{n} + {d});", "    match {n}.{v}({d}) {{ Some({n}) => {v}_{n}({n}), None => {n}.{v}() }}",
        ],
        ["}"], []);
}
