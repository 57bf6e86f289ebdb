namespace O2X.Actors;

/// <summary>An entry of the SDK's table of errors.</summary>
/// <param name="Code">The code.</param>
/// <param name="Type">What the SDK files it under.</param>
/// <param name="Text">Its text as published; what stands in brackets is filled in when it is given.</param>
public sealed record PimsErrorCode(int Code, PimsErrorType Type, string Text);

/// <summary>The types of the SDK's errors.</summary>
public enum PimsErrorType
{
    /// <summary>"Generic error".</summary>
    Generic,

    /// <summary>"Input error".</summary>
    Input,

    /// <summary>"Output Error".</summary>
    Output,

    /// <summary>"Gigya error".</summary>
    Gigya,

    /// <summary>"PIMS specific error".</summary>
    Pims,
}
