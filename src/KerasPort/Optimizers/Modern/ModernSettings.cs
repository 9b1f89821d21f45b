using KerasPort.Saving;

namespace KerasPort.Optimizers.Modern;

/// <summary>What all optimizers of tf.keras 2.11 and later and of Keras 3 can be told.</summary>
internal sealed record ModernSettings
{
    /// <summary>The name in files; null: the class' own.</summary>
    public string? Name { get; init; }

    /// <summary>How much of each weight is taken off at each step, times the learning rate.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>The largest norm of each gradient.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>The largest norm of all gradients together.</summary>
    public double? GlobalClipNorm { get; init; }

    /// <summary>The largest absolute value of a gradient's element.</summary>
    public double? ClipValue { get; init; }

    /// <summary>Whether averages of the weights are kept, which the weights become in the end.</summary>
    public bool UseEma { get; init; }

    /// <summary>How slowly the averages forget.</summary>
    public double EmaMomentum { get; init; } = 0.99;

    /// <summary>After how many steps the weights become their averages; null: only in the end.</summary>
    public int? EmaOverwriteFrequency { get; init; }

    /// <summary>Whether the state has Keras 3's order: the learning rate in it.</summary>
    public bool IsKeras3 { get; init; }

    public static ModernSettings Read(ConfigReader config, double? weightDecay = null)
    {
        config.Ignore("jit_compile", "is_legacy_optimizer");
        foreach (var key in new[] { "loss_scale_factor", "gradient_accumulation_steps" })
            if (config.Node(key) is not null)
                throw config.Wrong(key, "null: it is not supported here");
        return new ModernSettings
        {
            Name = config.Name,
            WeightDecay = config.DoubleOrNull("weight_decay") ?? weightDecay,
            ClipNorm = config.DoubleOrNull("clipnorm"),
            GlobalClipNorm = config.DoubleOrNull("global_clipnorm"),
            ClipValue = config.DoubleOrNull("clipvalue"),
            UseEma = config.Bool("use_ema", false),
            EmaMomentum = config.Double("ema_momentum", 0.99),
            EmaOverwriteFrequency = config.IntOrNull("ema_overwrite_frequency"),
            IsKeras3 = config.Dialect == KerasDialect.Keras3,
        };
    }
}
