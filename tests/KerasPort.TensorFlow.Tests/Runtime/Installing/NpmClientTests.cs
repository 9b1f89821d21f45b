using System.Diagnostics;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime.Installing;

public sealed class NpmClientTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task AsksAndPacksWithTheOrdinaryCommands()
    {
        var npm = Script("echo \"$@\" >> \"$0.log\"; if [ $1 = pack ]; then touch a-1.tgz; fi; echo sha512-abc");
        Assert.Equal("sha512-abc", await npm.IntegrityAsync("a", "1", _folder.Path, TimeSpan.FromSeconds(60), CancellationToken.None));
        Assert.Equal(_folder["a-1.tgz"], await npm.PackAsync("a", "1", _folder.Path, CancellationToken.None));
        Assert.Equal(_folder["a-1.tgz"], await npm.PackCachedAsync("a", "1", _folder.Path, CancellationToken.None));
        Assert.Equal(
        [
            $"view a@1 dist.integrity --fetch-retries=0 --cache={_folder.Path} --loglevel=error",
            "pack a@1 --loglevel=error",
            "pack a@1 --offline --loglevel=error",
        ], await File.ReadAllLinesAsync(_folder["npm.log"]));
    }

    [SkippableFact]
    public async Task WhatNpmDoesNotHaveIsNull() =>
        Assert.Null(await Script("echo 'npm error code ENOTCACHED' >&2; exit 1").PackCachedAsync("a", "1", _folder.Path, CancellationToken.None));

    [SkippableFact]
    public async Task CtrlCThatReachesNpmFirstIsCancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var packing = Script("touch \"$0.ended\"; exit 130").PackAsync("a", "1", _folder.Path, cancellation.Token);
        while (!File.Exists(_folder["npm.ended"]))
            await Task.Delay(10);
        await Task.Delay(100);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => packing);
    }

    [SkippableFact]
    public async Task ItsErrorIsOneLine()
    {
        var npm = Script("echo 'npm error code ENOTFOUND' >&2; echo 'npm error syscall getaddrinfo' >&2; echo 'npm error request to x failed' >&2; echo 'npm error more' >&2; exit 1");
        var error = await Assert.ThrowsAsync<SourceFailedException>(() => npm.PackAsync("a", "1", _folder.Path, CancellationToken.None));
        Assert.Equal("npm pack failed: code ENOTFOUND (request to x failed)", error.Message);
    }

    [SkippableFact]
    public async Task ARegistryThatDoesNotAnswerCostsTheLimit()
    {
        var npm = Script("sleep 60");
        var clock = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<SourceFailedException>(() => npm.IntegrityAsync("a", "1", _folder.Path, TimeSpan.FromSeconds(0.5), CancellationToken.None));
        Assert.Equal("npm got no answer from its registry within 0.5 seconds", error.Message);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.4, 20);
    }

    [SkippableFact]
    public async Task CancellationEndsTheProcess()
    {
        var npm = Script("echo $$ > \"$0.pid\"; exec sleep 60");
        using var cancellation = new CancellationTokenSource();
        var packing = npm.PackAsync("a", "1", _folder.Path, cancellation.Token);
        while (!File.Exists(_folder["npm.pid"]) || new FileInfo(_folder["npm.pid"]).Length == 0)
            await Task.Delay(10);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => packing);
        Assert.False(Directory.Exists($"/proc/{(await File.ReadAllTextAsync(_folder["npm.pid"])).Trim()}"));
    }

    [Fact]
    public async Task AMissingNpmIsSaid()
    {
        var error = await Assert.ThrowsAsync<SourceFailedException>(
            () => new NpmClient(_folder["nothing"]).PackAsync("a", "1", _folder.Path, CancellationToken.None));
        Assert.Equal("npm is not installed", error.Message);
    }

    private NpmClient Script(string text)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The stand-in for npm is a shell script.");
        File.WriteAllText(_folder["npm"], $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder["npm"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new NpmClient(_folder["npm"]);
    }
}
