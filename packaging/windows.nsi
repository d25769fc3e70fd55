; Copyright (c) 2026 The Slipway Authors
; SPDX-License-Identifier: Apache-2.0

; The installer for Windows. scripts/package says VERSION, SOURCE (the repository), OUTPUT, and writes
; `files.nsh`: a line for each file and folder that is staged.
;   setup.exe /S              for the user, without a question
;   setup.exe /S /AllUsers    for all, by whoever may
;   setup.exe /S /D=C:\…      elsewhere: the last argument, never in quotes

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel highest
Name "Slipway ${VERSION}"
BrandingText "Slipway ${VERSION}"
OutFile "${OUTPUT}"
Icon "${SOURCE}/cmake/windows/slipway.ico"
UninstallIcon "${SOURCE}/cmake/windows/slipway.ico"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Slipway"
VIAddVersionKey CompanyName "The Slipway Authors"
VIAddVersionKey FileDescription "Installs Slipway"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "The Slipway Authors"

!include LogicLib.nsh
!include FileFunc.nsh
!include WinMessages.nsh
!include WordFunc.nsh
!include nsDialogs.nsh
!include files.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Slipway"
!define USERS_PATH "Environment"
!define HOSTS_PATH "SYSTEM\CurrentControlSet\Control\Session Manager\Environment"

Var IsForAll  ; "1" or ""
Var MayForAll
Var IsUpdate
Var PathKey
Var ForAllButton

LicenseData "${SOURCE}/LICENSE"
Page license
Page custom askForWhom takeForWhom
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; --- PATH

; What is longer than a text of NSIS' own comes back shortened, and would be written back so: then it
; is not touched at all, as where it cannot be read.
!macro readPath un
    Function ${un}readPath ; → the value, "1" where it may be written
        Push $0
        Push $1
        Push $2
        StrCpy $1 0
        StrCpy $2 ""
        ${Do}
            EnumRegValue $0 SHCTX $PathKey $1
            ${If} $0 == "Path"
                StrCpy $2 "there"
            ${EndIf}
            IntOp $1 $1 + 1
        ${LoopUntil} $0 == ""
        ClearErrors
        ReadRegStr $0 SHCTX $PathKey "Path"
        ${If} ${Errors}
        ${AndIf} $2 == "there"
            StrCpy $1 ""
        ${Else}
            StrCpy $1 "1"
        ${EndIf}
        StrLen $2 $0
        ${If} $2 > 700
            StrCpy $1 ""
        ${EndIf}
        Pop $2
        Exch $1 ; the answer, under the value
        Exch
        Exch $0
    FunctionEnd
!macroend
!insertmacro readPath ""
!insertmacro readPath "un."

!macro tellOfPath
    SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=1000
!macroend

; Ahead of what is there.
Function addToPath ; folder
    Exch $R0
    Push $R1
    Push $R2
    Call readPath
    Pop $R1
    Pop $R2
    ${If} $R2 == ""
        DetailPrint "PATH is too long to be changed here: put $R0 ahead of it yourself"
    ${Else}
        ${If} $R1 == ""
            StrCpy $R1 $R0
        ${Else}
            ${WordAdd} $R1 ";" "-$R0" $R1
            StrCpy $R1 "$R0;$R1"
        ${EndIf}
        WriteRegExpandStr SHCTX $PathKey "Path" $R1
    ${EndIf}
    Pop $R2
    Pop $R1
    Pop $R0
FunctionEnd

Function un.removeFromPath ; folder
    Exch $R0
    Push $R1
    Push $R2
    Call un.readPath
    Pop $R1
    Pop $R2
    ${If} $R2 == "1"
    ${AndIf} $R1 == $R0
        DeleteRegValue SHCTX $PathKey "Path"
    ${ElseIf} $R2 == "1"
        ${un.WordAdd} $R1 ";" "-$R0" $R2
        ${If} $R1 != $R2
            WriteRegExpandStr SHCTX $PathKey "Path" $R2
        ${EndIf}
    ${EndIf}
    Pop $R2
    Pop $R1
    Pop $R0
FunctionEnd

; --- for whom

!macro useMode un
    Function ${un}useMode
        ${If} $IsForAll == "1"
            SetShellVarContext all
            StrCpy $PathKey "${HOSTS_PATH}"
        ${Else}
            SetShellVarContext current
            StrCpy $PathKey "${USERS_PATH}"
        ${EndIf}
    FunctionEnd
!macroend
!insertmacro useMode ""
!insertmacro useMode "un."

; Where it is already, else the usual place. Not %LOCALAPPDATA%\slipway: there the shims are.
Function chooseFolder
    Call useMode
    ReadRegStr $INSTDIR SHCTX "${KEY}" "InstallLocation"
    ${If} $INSTDIR == ""
        ${If} $IsForAll == "1"
            StrCpy $INSTDIR "$PROGRAMFILES64\Slipway"
        ${Else}
            StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Slipway"
        ${EndIf}
    ${EndIf}
FunctionEnd

Function .onInit
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 == "Admin"
        StrCpy $MayForAll "1"
    ${EndIf}
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/AllUsers" $1
    ${IfNot} ${Errors}
        ${If} $MayForAll != "1"
            MessageBox MB_OK|MB_ICONSTOP "To install for all users, start this as an administrator." /SD IDOK
            SetErrorLevel 5
            Quit
        ${EndIf}
        StrCpy $IsForAll "1"
    ${EndIf}
    ${If} $INSTDIR == ""
        Call chooseFolder
    ${Else}
        Call useMode
    ${EndIf}
FunctionEnd

Function askForWhom
    ${If} $MayForAll != "1"
        Abort
    ${EndIf}
    nsDialogs::Create 1018
    Pop $0
    ${NSD_CreateRadioButton} 0 0 100% 12u "For me alone"
    Pop $0
    ${NSD_CreateRadioButton} 0 16u 100% 12u "For all users of this computer"
    Pop $ForAllButton
    ${If} $IsForAll == "1"
        ${NSD_Check} $ForAllButton
    ${Else}
        ${NSD_Check} $0
    ${EndIf}
    nsDialogs::Show
FunctionEnd

Function takeForWhom
    ${NSD_GetState} $ForAllButton $0
    StrCpy $IsForAll ""
    ${If} $0 == ${BST_CHECKED}
        StrCpy $IsForAll "1"
    ${EndIf}
    Call chooseFolder
FunctionEnd

; --- what is done

; What runs cannot be replaced, but be called something else.
!macro putAside name
    Delete "$INSTDIR\bin\${name}.old"
    Rename "$INSTDIR\bin\${name}" "$INSTDIR\bin\${name}.old"
!macroend
!macro bringBack name
    ${If} ${FileExists} "$INSTDIR\bin\${name}.old"
        Delete "$INSTDIR\bin\${name}"
        Rename "$INSTDIR\bin\${name}.old" "$INSTDIR\bin\${name}"
    ${EndIf}
!macroend
!macro forgetAside name
    Delete "$INSTDIR\bin\${name}.old"
!macroend

Section
    StrCpy $R3 ""
    ${If} ${FileExists} "$INSTDIR\bin\slipway.exe"
        StrCpy $R3 "update"
    ${EndIf}
    ${GetParent} $INSTDIR $R4
    ${IfNot} ${FileExists} "$R4\*.*"
        WriteRegStr SHCTX "${KEY}" "MadeFolder" $R4
    ${EndIf}
    !insertmacro putAside slipway.exe
    !insertmacro putAside slipway-shim.exe
    !insertmacro putAside slipway-shimw.exe
    ; What the version before brought and this one does not.
    ${If} ${FileExists} "$INSTDIR\uninstall.exe"
        ExecWait '"$INSTDIR\uninstall.exe" /S /Update _?=$INSTDIR'
    ${EndIf}
    SetOverwrite on
    ClearErrors
    !insertmacro installFiles
    ${If} ${Errors}
        !insertmacro bringBack slipway.exe
        !insertmacro bringBack slipway-shim.exe
        !insertmacro bringBack slipway-shimw.exe
        SetErrorLevel 1
        Abort "Slipway could not be written to $INSTDIR"
    ${EndIf}
    !insertmacro forgetAside slipway.exe
    !insertmacro forgetAside slipway-shim.exe
    !insertmacro forgetAside slipway-shimw.exe
    WriteUninstaller "$INSTDIR\uninstall.exe"
    WriteRegStr SHCTX "${KEY}" "DisplayName" "Slipway"
    WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\bin\slipway.exe"
    WriteRegStr SHCTX "${KEY}" "Publisher" "The Slipway Authors"
    WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
    WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
    Push "$INSTDIR\bin"
    Call addToPath
    ${If} $IsForAll == "1"
        Push "$PROGRAMFILES64\Slipway\shims"
    ${Else}
        Push "$LOCALAPPDATA\slipway\bin"
    ${EndIf}
    Call addToPath
    !insertmacro tellOfPath
    ${If} $R3 == "update"
        ; Shims are copies: those of the version before are renewed.
        nsExec::Exec '"$INSTDIR\bin\slipway.exe" repair'
        Pop $0
    ${EndIf}
SectionEnd

Function un.onInit
    ${un.GetParameters} $0
    ClearErrors
    ${un.GetOptions} $0 "/Update" $1
    ${IfNot} ${Errors}
        StrCpy $IsUpdate "1"
    ${EndIf}
    ReadRegStr $0 HKLM "${KEY}" "InstallLocation"
    ${If} $0 == $INSTDIR
        StrCpy $IsForAll "1"
    ${EndIf}
    Call un.useMode
FunctionEnd

; For the version that comes: all but what it brought stays as it is.
Function un.update
    !insertmacro removeFiles
FunctionEnd

Section Uninstall
    ${If} $IsUpdate == "1"
        Call un.update
        Return
    ${EndIf}
    ; Every executable gets its own place back while there is still somebody who can.
    nsExec::Exec '"$INSTDIR\bin\slipway.exe" uninstall --in-place --all'
    Pop $0
    ${If} $IsForAll == "1"
        nsExec::Exec '"$INSTDIR\bin\slipway.exe" uninstall --all --system'
        Pop $0
        Push "$PROGRAMFILES64\Slipway\shims"
    ${Else}
        nsExec::Exec '"$INSTDIR\bin\slipway.exe" uninstall --all'
        Pop $0
        Push "$LOCALAPPDATA\slipway\bin"
    ${EndIf}
    Call un.removeFromPath
    Push "$INSTDIR\bin"
    Call un.removeFromPath
    !insertmacro tellOfPath
    ReadRegStr $R4 SHCTX "${KEY}" "MadeFolder"
    DeleteRegKey SHCTX "${KEY}"
    !insertmacro forgetAside slipway.exe
    !insertmacro forgetAside slipway-shim.exe
    !insertmacro forgetAside slipway-shimw.exe
    Delete "$INSTDIR\uninstall.exe"
    !insertmacro removeFiles
    ${If} $R4 != ""
        RMDir $R4
    ${EndIf}
SectionEnd
