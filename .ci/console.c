/* Watches what a program does to its console: console.exe FILE PROGRAM
   Sets unusual modes, starts PROGRAM, waits until it has taken the console and then for its end, and writes the modes
   before, meanwhile and after, and the exit code, to FILE.
   Ctrl-Break cannot be tried: wine 8 hands GenerateConsoleCtrlEvent to nobody. */
#define _WIN32_WINNT 0x0A00
#include <stdio.h>
#include <windows.h>

static HANDLE input, output;

static DWORD mode(HANDLE console)
{
    DWORD mode = 0;
    GetConsoleMode(console, &mode);
    return mode;
}

int wmain(int argc, wchar_t **argv)
{
    STARTUPINFOW start = {.cb = sizeof start};
    PROCESS_INFORMATION made;
    DWORD code, ended;
    int wait;
    FILE *report;
    if (argc != 3 || !(report = _wfopen(argv[1], L"w"))) return 2;
    input = CreateFileA("CONIN$", GENERIC_READ | GENERIC_WRITE, 3, NULL, OPEN_EXISTING, 0, NULL);
    output = CreateFileA("CONOUT$", GENERIC_READ | GENERIC_WRITE, 3, NULL, OPEN_EXISTING, 0, NULL);
    SetConsoleMode(input, (mode(input) | ENABLE_INSERT_MODE | ENABLE_EXTENDED_FLAGS) & ~ENABLE_ECHO_INPUT);
    SetConsoleMode(output, mode(output) & ~4u);
    fprintf(report, "before %lx %lx\n", mode(input), mode(output));
    if (!CreateProcessW(NULL, argv[2], NULL, NULL, TRUE, 0, NULL, NULL, &start, &made)) return 3;
    for (wait = 0; wait < 200 && mode(input) & ENABLE_LINE_INPUT; wait++) Sleep(50);
    fprintf(report, "meanwhile %lx %lx\n", mode(input), mode(output));
    fflush(report);
    ended = WaitForSingleObject(made.hProcess, 60000);
    GetExitCodeProcess(made.hProcess, &code);
    fprintf(report, "after %lx %lx\n%s %lu\n", mode(input), mode(output), ended ? "still running" : "code", code);
    fclose(report);
    return ended ? 4 : (int)code;
}
