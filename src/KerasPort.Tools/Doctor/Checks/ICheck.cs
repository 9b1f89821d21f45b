using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>One question to the machine.</summary>
internal interface ICheck
{
    /// <summary>What is checked, as the first column of the table shows it.</summary>
    string Title { get; }

    /// <summary>What was found, problems first to be repaired first; nothing where the question does not arise.</summary>
    IEnumerable<Finding> Examine(Diagnosis diagnosis);
}
