<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>%Ln stars</source>
        <translation>
            <numerusform>%Ln star</numerusform>
            <numerusform>%Ln stars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln songs</source>
        <translation>
            <numerusform>%Ln song</numerusform>
            <numerusform>%Ln songs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln albums</source>
        <translation>
            <numerusform>%Ln album</numerusform>
            <numerusform>%Ln albums</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artists</source>
        <translation>
            <numerusform>%Ln artist</numerusform>
            <numerusform>%Ln artists</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln genres</source>
        <translation>
            <numerusform>%Ln genre</numerusform>
            <numerusform>%Ln genres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln plays</source>
        <translation>
            <numerusform>%Ln play</numerusform>
            <numerusform>%Ln plays</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thumbs</source>
        <translation>
            <numerusform>%Ln thumb</numerusform>
            <numerusform>%Ln thumbs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln inferred moods</source>
        <translation>
            <numerusform>%Ln inferred mood</numerusform>
            <numerusform>%Ln inferred moods</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moods that you chose</source>
        <translation>
            <numerusform>%Ln mood that you chose</numerusform>
            <numerusform>%Ln moods that you chose</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListHeader</name>
    <message numerus="yes">
        <source>%Ln files failed</source>
        <translation>
            <numerusform>%Ln file failed</numerusform>
            <numerusform>%Ln files failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message numerus="yes">
        <source>%Ln not analysed yet</source>
        <translation>
            <numerusform>%Ln not analysed yet</numerusform>
            <numerusform>%Ln not analysed yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln to the queue</source>
        <translation>
            <numerusform>Add %Ln to the queue</numerusform>
            <numerusform>Add %Ln to the queue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message numerus="yes">
        <source>ratings</source>
        <translation>
            <numerusform>rating</numerusform>
            <numerusform>ratings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>playlists</source>
        <translation>
            <numerusform>playlist</numerusform>
            <numerusform>playlists</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferPage</name>
    <message numerus="yes">
        <source>%Ln lines of the file are no entries and were passed over.</source>
        <translation>
            <numerusform>%Ln line of the file is no entry and was passed over.</numerusform>
            <numerusform>%Ln lines of the file are no entries and were passed over.</numerusform>
        </translation>
    </message>
</context>
</TS>
