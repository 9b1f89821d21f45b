using System.CommandLine;
using KerasPort.Bench;

var runtimes = new Option<string[]>("--runtime")
{
    Description = "A libtensorflow (file or folder, what KERASPORT_TENSORFLOW takes); several are measured in one run. Default: the one that is found.",
    AllowMultipleArgumentsPerToken = true,
};
var workload = new Option<string>("--workload") { Description = "mlp, cnn or lstm.", DefaultValueFactory = _ => "mlp" }.AcceptOnlyFromAmong(Workload.Names);
var rounds = new Option<int>("--rounds") { Description = "Rounds, in each of which every contender runs one epoch.", DefaultValueFactory = _ => 5 };
var samples = new Option<int?>("--samples") { Description = "Samples an epoch. Default: the workload's." };
var theano = new Option<string?>("--theano") { Description = "A root folder with Keras 2.3.1 on Theano, g++ and OpenBLAS." };
var tfjs = new Option<string?>("--tfjs") { Description = "A folder whose node_modules holds @tensorflow/tfjs-node." };
var model = new Option<string>("--model") { Description = "The model that the page asks.", DefaultValueFactory = _ => "mnist.hdf5" };
var rate = new Option<int>("--rate") { Description = "Requests a second.", DefaultValueFactory = _ => 50 };
var duration = new Option<int>("--seconds") { Description = "How long they come.", DefaultValueFactory = _ => 60 };
var count = new Option<int>("--count") { Description = "How many of the test digits.", DefaultValueFactory = _ => 10000 };
var role = new Argument<string>("role") { Description = "fit or bare." }.AcceptOnlyFromAmong("fit", "bare");
var data = new Argument<string>("data") { Description = "A folder that DataFolder wrote." };

var file = new Argument<string>("file") { Description = "A model's file." };

var root = new RootCommand("Measures KerasPort beside its peers; results go to bench/results, the tables of bench/README.md are made from them.");
Add("training", "Seconds an epoch: Fit, a bare loop over the same compiled function, and the peers, interleaved in one run.", [runtimes, workload, rounds, samples, theano, tfjs], [],
    parsed => TrainingComparison.Run(parsed.GetValue(workload)!, parsed.GetValue(runtimes) ?? [], parsed.GetValue(theano), parsed.GetValue(tfjs), parsed.GetValue(rounds), parsed.GetValue(samples)));
Add("app", "The app as built: test accuracy after 20 epochs over five seeds, seconds, peak memory; from process start to the first step; the script as written.", [runtimes], [],
    parsed => AppFigures.Run(parsed.GetValue(runtimes) ?? []));
Add("loading", "Opening models: a fresh process to its first prediction, and 100 MB beside File.ReadAllBytes.", [runtimes], [],
    parsed => Loading.Run(parsed.GetValue(runtimes) ?? []));
Add("serve-load", "The page of the built app: milliseconds at the client of requests that come at fixed moments; 50 clients at once against the answers to one.", [model, rate, duration], [],
    parsed => ServeLoad.RunAsync(parsed.GetValue(model)!, parsed.GetValue(rate), parsed.GetValue(duration)).GetAwaiter().GetResult());
Add("test-set", "The built app on MNIST's test digits: read right as they are, and drawn back into grey photos of 280 x 280.", [model, count], [],
    parsed => TestSetAsPhotos.Run(parsed.GetValue(model)!, parsed.GetValue(count)));
Add("report", "Makes the tables of bench/README.md from bench/results.", [], [], _ => Report.Write());
Add("contender", "What the others start: an epoch for each line on standard input.", [workload, samples], [role, data],
    parsed => Contenders.Run(parsed.GetValue(role)!, parsed.GetValue(workload)!, parsed.GetValue(samples), parsed.GetValue(data)!));
Add("first-prediction", "What `loading` starts: loads a model, predicts once, says the runtime and the seconds since its start.", [], [file],
    parsed => Loading.FirstPrediction(parsed.GetValue(file)!));
Add("load-again", "What `loading` starts: loads a model again and again beside reading its bytes.", [], [file],
    parsed => Loading.Again(parsed.GetValue(file)!));
Add("script", "What `app` starts: the script of the README, which says when its first step ends and how much memory it took.", [], [data],
    parsed => ScriptAsWritten.Run(parsed.GetValue(data)!));
return root.Parse(args).Invoke();

void Add(string name, string description, Option[] options, Argument[] arguments, Action<ParseResult> run)
{
    var command = new Command(name, description);
    foreach (var option in options)
        command.Options.Add(option);
    foreach (var argument in arguments)
        command.Arguments.Add(argument);
    command.SetAction(run);
    root.Subcommands.Add(command);
}
