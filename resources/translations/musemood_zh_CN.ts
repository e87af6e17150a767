<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Playback</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一首</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一首</translation>
    </message>
    <message>
        <source>Back 5 seconds</source>
        <translation>后退 5 秒</translation>
    </message>
    <message>
        <source>On 5 seconds</source>
        <translation>前进 5 秒</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>增大音量</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>减小音量</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>随机播放</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>循环播放</translation>
    </message>
    <message>
        <source>Stop after this track</source>
        <translation>播完这首后停止</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Songs and queue</source>
        <translation>歌曲与队列</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Show what plays</source>
        <translation>定位正在播放的歌曲</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>添加到队列</translation>
    </message>
    <message>
        <source>Play next</source>
        <translation>下一首播放</translation>
    </message>
    <message>
        <source>Clear the queue</source>
        <translation>清空队列</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>New playlist</source>
        <translation>新建播放列表</translation>
    </message>
    <message>
        <source>Save queue as playlist</source>
        <translation>将队列存为播放列表</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Look for new files</source>
        <translation>扫描新文件</translation>
    </message>
    <message>
        <source>Selected songs</source>
        <translation>所选歌曲</translation>
    </message>
    <message>
        <source>Edit tags</source>
        <translation>编辑标签</translation>
    </message>
    <message>
        <source>Details, and why this mood</source>
        <translation>详情与情绪依据</translation>
    </message>
    <message>
        <source>Write moods to files</source>
        <translation>将情绪写入文件</translation>
    </message>
    <message>
        <source>Mood: {mood}</source>
        <translation>情绪：{mood}</translation>
    </message>
    <message>
        <source>Mood: as the analysis says</source>
        <translation>情绪：以分析为准</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>无评分</translation>
    </message>
    <message>
        <source>For my mood</source>
        <translation>心情推荐</translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>More like this track</source>
        <translation>与这首相似的歌曲</translation>
    </message>
    <message>
        <source>Journey from mood to mood</source>
        <translation>从一种情绪到另一种的旅程</translation>
    </message>
    <message>
        <source>No, I feel …</source>
        <translation>不，我的心情是…</translation>
    </message>
    <message>
        <source>Keep going: five more when three are left</source>
        <translation>自动续播：剩三首时再添五首</translation>
    </message>
    <message>
        <source>Thumb up for what plays</source>
        <translation>喜欢正在播放的歌曲</translation>
    </message>
    <message>
        <source>Thumb down for what plays</source>
        <translation>不喜欢正在播放的歌曲</translation>
    </message>
    <message>
        <source>Private session</source>
        <translation>隐私会话</translation>
    </message>
    <message>
        <source>Erase history</source>
        <translation>清除历史</translation>
    </message>
    <message>
        <source>Show or hide the panel</source>
        <translation>显示或隐藏侧栏</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>返回上一页</translation>
    </message>
    <message>
        <source>Next page of the library</source>
        <translation>音乐库的下一页</translation>
    </message>
    <message>
        <source>Page of the library before</source>
        <translation>音乐库的上一页</translation>
    </message>
    <message>
        <source>Show or hide lyrics</source>
        <translation>显示或隐藏歌词</translation>
    </message>
    <message>
        <source>Mini player</source>
        <translation>迷你播放器</translation>
    </message>
    <message>
        <source>Menu of what is selected</source>
        <translation>所选内容的菜单</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>快捷键一览</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Columns as at first</source>
        <translation>恢复默认列</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Order of arrival</source>
        <translation>添加顺序</translation>
    </message>
    <message>
        <source>Turn round</source>
        <translation>倒序</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>歌手</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>专辑</translation>
    </message>
    <message>
        <source>Album artist</source>
        <translation>专辑歌手</translation>
    </message>
    <message>
        <source>Composer</source>
        <translation>作曲</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>流派</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>曲目</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Plays</source>
        <translation>播放次数</translation>
    </message>
    <message>
        <source>Last played</source>
        <translation>上次播放</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>添加日期</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>封面</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Disc {n}</source>
        <translation>碟 {n}</translation>
    </message>
    <message>
        <source>Compilation</source>
        <translation>合辑</translation>
    </message>
    <message>
        <source>On albums of others</source>
        <translation>参与的其他专辑</translation>
    </message>
    <message>
        <source>Songs</source>
        <translation>歌曲</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>{songs} removed from the queue.</source>
        <translation>已从队列移除 {songs}。</translation>
    </message>
    <message>
        <source>{songs} added to {name}.</source>
        <translation>已将 {songs}添加到“{name}”。</translation>
    </message>
    <message>
        <source>{songs} removed from {name}.</source>
        <translation>已从“{name}”移除 {songs}。</translation>
    </message>
    <message>
        <source>Playlist {name} deleted.</source>
        <translation>已删除播放列表“{name}”。</translation>
    </message>
    <message>
        <source>Tags of {songs} changed.</source>
        <translation>已修改 {songs}的标签。</translation>
    </message>
    <message>
        <source>Moods of {songs} written to their files.</source>
        <translation>已将 {songs}的情绪写入文件。</translation>
    </message>
    <message>
        <source>{songs} that are missing removed from the library.</source>
        <translation>已从音乐库移除缺失的 {songs}。</translation>
    </message>
    <message>
        <source>{songs} moved to the trash.</source>
        <translation>已将 {songs}移到回收站。</translation>
    </message>
    <message>
        <source>{name} taken out of the library.</source>
        <translation>已将“{name}”移出音乐库。</translation>
    </message>
    <message>
        <source>{name} is never recommended any more.</source>
        <translation>不再推荐{name}。</translation>
    </message>
    <message>
        <source>{name} may be recommended again.</source>
        <translation>可以再次推荐{name}。</translation>
    </message>
    <message>
        <source>{songs} left out of your week.</source>
        <translation>{songs}不再计入你的一周。</translation>
    </message>
    <message>
        <source>{songs} back in your week.</source>
        <translation>{songs}重新计入你的一周。</translation>
    </message>
    <message>
        <source>It could not be saved ({error}), and nothing was brought; check the space and the permissions of the place, then try again.</source>
        <translation>无法保存（{error}），未导入任何内容；请检查该位置的空间和权限，然后重试。</translation>
    </message>
    <message>
        <source>{path} is not there any more.</source>
        <translation>{path} 已不存在。</translation>
    </message>
    <message>
        <source>You may not read {path}; change its permissions.</source>
        <translation>没有读取 {path} 的权限，请修改其权限。</translation>
    </message>
    <message>
        <source>{path} could not be read; check the drive and try again.</source>
        <translation>无法读取 {path}，请检查磁盘后重试。</translation>
    </message>
    <message>
        <source>{path} is damaged; close the other player and try again.</source>
        <translation>{path} 已损坏，请关闭另一个播放器后重试。</translation>
    </message>
    <message>
        <source>{path} is no history that MuseMood knows. It reads strawberry.db, rhythmdb.xml, a CSV of Last.fm and an export of ListenBrainz.</source>
        <translation>MuseMood 无法识别 {path} 中的播放历史。可读取 strawberry.db、rhythmdb.xml、Last.fm 的 CSV 和 ListenBrainz 的导出文件。</translation>
    </message>
    <message>
        <source>{path} is larger than any history; is it the right file?</source>
        <translation>{path} 过大，不像是播放历史；选对文件了吗？</translation>
    </message>
    <message>
        <source>VLC&apos;s plugins are missing</source>
        <translation>缺少 VLC 插件</translation>
    </message>
    <message>
        <source>libVLC is missing</source>
        <translation>缺少 libVLC</translation>
    </message>
    <message>
        <source>Nothing can be played yet: {what}. Install it with: sudo apt install libvlc5 vlc-plugin-base, then start MuseMood again.</source>
        <translation>暂时无法播放：{what}。请运行 sudo apt install libvlc5 vlc-plugin-base 安装，然后重新启动 MuseMood。</translation>
    </message>
    <message>
        <source>Nothing can be played yet: {what}. Install VLC from videolan.org, then start MuseMood again.</source>
        <translation>暂时无法播放：{what}。请从 videolan.org 安装 VLC，然后重新启动 MuseMood。</translation>
    </message>
    <message>
        <source>Playback has stopped: {n} files in a row could not be played. Check that their drive is there, then play again.</source>
        <translation>播放已停止：连续 {n} 个文件无法播放。请检查文件所在的磁盘，然后重新播放。</translation>
    </message>
    <message>
        <source>The library file was damaged, so the backup of {when} was restored; the damaged file is kept as {kept}. Add your folders again to fill what is newer.</source>
        <translation>音乐库文件已损坏，已恢复 {when} 的备份；损坏的文件保留为 {kept}。请重新添加文件夹，补上之后新增的内容。</translation>
    </message>
    <message>
        <source>The library file is damaged and there is no backup; it is kept as {kept}. Add your folders again.</source>
        <translation>音乐库文件已损坏，且没有备份；该文件保留为 {kept}。请重新添加文件夹。</translation>
    </message>
    <message>
        <source>{count} entries of the library could not be read; add their folders again.</source>
        <translation>音乐库中有 {count} 个条目无法读取，请重新添加它们所在的文件夹。</translation>
    </message>
    <message>
        <source>The stored descriptors were damaged; the tracks are analysed again.</source>
        <translation>保存的音频特征已损坏，正在重新分析歌曲。</translation>
    </message>
    <message>
        <source>{count} damaged lines of the play log in {path} were passed over and kept.</source>
        <translation>{path} 中的播放记录有 {count} 行已损坏，已跳过并保留。</translation>
    </message>
    <message>
        <source>No backup of the library could be written; check the space on the drive.</source>
        <translation>无法写入音乐库备份，请检查磁盘剩余空间。</translation>
    </message>
    <message>
        <source>The file of your playlists was damaged, so the backup of {when} was restored; the damaged file is kept as {kept}.</source>
        <translation>播放列表文件已损坏，已恢复 {when} 的备份；损坏的文件保留为 {kept}。</translation>
    </message>
    <message>
        <source>The file of your playlists is damaged and there is no backup; it is kept as {kept}. Import the playlists again where you have them as files.</source>
        <translation>播放列表文件已损坏，且没有备份；该文件保留为 {kept}。如果另有播放列表文件，请重新导入。</translation>
    </message>
    <message>
        <source>{count} playlists could not be read and were passed over; they stay in {path}.</source>
        <translation>有 {count} 个播放列表无法读取，已跳过；它们仍保留在 {path} 中。</translation>
    </message>
    <message>
        <source>The library cannot be read ({error}), so nothing can be added now; mend the data folder, then start MuseMood again.</source>
        <translation>无法读取音乐库（{error}），现在不能添加内容；请修复数据文件夹，然后重新启动 MuseMood。</translation>
    </message>
    <message>
        <source>No sound comes out: the output device is gone, so the music waits. Plug it in or choose another one under Sound, then play on.</source>
        <translation>没有声音：输出设备已断开，音乐已暂停。请重新连接设备，或在“声音”中另选一个，然后继续播放。</translation>
    </message>
    <message>
        <source>The chosen output device is gone; the music goes on at the system&apos;s own. Choose another one under Sound if you like.</source>
        <translation>所选输出设备已断开，音乐已改由系统默认设备播放。可在“声音”中另选设备。</translation>
    </message>
    <message>
        <source>{folder} cannot be watched for changes; it is looked through every five minutes, and at once with F5.</source>
        <translation>无法监视 {folder} 的变化；将每五分钟扫描一次，按 F5 可立即扫描。</translation>
    </message>
    <message>
        <source>{path} is not there; check the name and the drive.</source>
        <translation>找不到 {path}，请检查名称和磁盘。</translation>
    </message>
    <message>
        <source>The mood model cannot be used; install MuseMood again.</source>
        <translation>情绪模型无法使用，请重新安装 MuseMood。</translation>
    </message>
    <message>
        <source>Something could not be saved ({error}); check the space and permissions of the data folder.</source>
        <translation>有内容未能保存（{error}），请检查数据文件夹的空间和权限。</translation>
    </message>
    <message>
        <source>{name} imported: {songs}</source>
        <translation>已导入“{name}”：{songs}</translation>
    </message>
    <message>
        <source>{name} is here: {songs}</source>
        <translation>“{name}”已在这里：{songs}</translation>
    </message>
    <message>
        <source>, {n} of them missing</source>
        <translation>，其中 {n} 首缺失</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation> 等，另有 {n} 个</translation>
    </message>
    <message>
        <source>{name}: MuseMood plays files only, so this was passed over: {addresses}</source>
        <translation>{name}：MuseMood 只播放本地文件，已跳过：{addresses}</translation>
    </message>
    <message>
        <source>You may not read {path}; change its permissions and open it again.</source>
        <translation>没有读取 {path} 的权限，请修改权限后重新打开。</translation>
    </message>
    <message>
        <source>{path} is too large for a playlist (at most 200,000 entries and 16 MB); split it.</source>
        <translation>{path} 过大（播放列表最多 200,000 项、16 MB），请拆分。</translation>
    </message>
    <message>
        <source>{path} leads back to itself; take the playlist out that is named in it.</source>
        <translation>{path} 循环引用了自身，请删去其中引用的播放列表。</translation>
    </message>
    <message>
        <source>{path} is no playlist that can be read (m3u, m3u8, pls, xspf); export it again.</source>
        <translation>{path} 不是可读取的播放列表（m3u、m3u8、pls、xspf），请重新导出。</translation>
    </message>
    <message>
        <source>{path} names no files; MuseMood plays files only, no addresses of the network.</source>
        <translation>{path} 中没有文件；MuseMood 只播放本地文件，不播放网络地址。</translation>
    </message>
    <message>
        <source>{path} could not be written; check space and permissions, or choose another folder.</source>
        <translation>无法写入 {path}，请检查空间和权限，或另选文件夹。</translation>
    </message>
    <message>
        <source>both words, anywhere in title, artist or album</source>
        <translation>标题、歌手或专辑中同时含有这两个词</translation>
    </message>
    <message>
        <source>these words beside each other</source>
        <translation>这几个词连在一起</translation>
    </message>
    <message>
        <source>without this word</source>
        <translation>不含这个词</translation>
    </message>
    <message>
        <source>one or the other</source>
        <translation>任意一个</translation>
    </message>
    <message>
        <source>Chinese by its pinyin or the first letters of it</source>
        <translation>用拼音或其首字母找中文</translation>
    </message>
    <message>
        <source>also album: title: genre: albumartist: composer:</source>
        <translation>还有 album: title: genre: albumartist: composer:</translation>
    </message>
    <message>
        <source>the mood shown</source>
        <translation>显示的情绪（happy fresh relaxed sad intense）</translation>
    </message>
    <message>
        <source>how sure the mood is</source>
        <translation>情绪的把握程度</translation>
    </message>
    <message>
        <source>from, to; also 1990.. or 1994</source>
        <translation>起止年份；也可写 1990.. 或 1994</translation>
    </message>
    <message>
        <source>played more often than that; also &lt;5 or 2..5</source>
        <translation>播放次数多于此数；也可写 &lt;5 或 2..5</translation>
    </message>
    <message>
        <source>heard in the last 7 days; h d w m y</source>
        <translation>最近 7 天听过；单位 h d w m y</translation>
    </message>
    <message>
        <source>not heard yet</source>
        <translation>还没听过</translation>
    </message>
    <message>
        <source>new in the last two weeks</source>
        <translation>最近两周新添加</translation>
    </message>
    <message>
        <source>longer than five minutes</source>
        <translation>长于五分钟</translation>
    </message>
    <message>
        <source>four stars or more</source>
        <translation>四星及以上</translation>
    </message>
    <message>
        <source>also path: for the folder or file name</source>
        <translation>另有 path: 用于文件夹或文件名</translation>
    </message>
    <message>
        <source>There is no {field}: here; perhaps {suggestion}: is meant.</source>
        <translation>没有 {field}: 这一项，是否想用 {suggestion}: ？</translation>
    </message>
    <message>
        <source>Type on after {field}: as in {example}</source>
        <translation>请在 {field}: 后继续输入，例如 {example}</translation>
    </message>
    <message>
        <source>OR stands between two searches, as in anna OR bob</source>
        <translation>OR 用在两个搜索之间，例如 anna OR bob</translation>
    </message>
    <message>
        <source>The quotation mark is not closed yet.</source>
        <translation>引号尚未闭合。</translation>
    </message>
    <message>
        <source>The bracket is not closed yet.</source>
        <translation>括号尚未闭合。</translation>
    </message>
    <message>
        <source>There is no {field}: here; looked for as it stands.</source>
        <translation>没有 {field}: 这一项，已按原文搜索。</translation>
    </message>
    <message>
        <source>After {field}: comes a number, as in {example}</source>
        <translation>{field}: 后应为数字，例如 {example}</translation>
    </message>
    <message>
        <source>A length is minutes and seconds, as in length:&gt;5:00</source>
        <translation>时长写作分与秒，例如 length:&gt;5:00</translation>
    </message>
    <message>
        <source>A time is a number with h, d, w, m or y, as in {example}</source>
        <translation>时间写作数字加 h、d、w、m 或 y，例如 {example}</translation>
    </message>
    <message>
        <source>The moods are happy, fresh, relaxed, sad, intense and unsure.</source>
        <translation>情绪有 happy（快乐）、fresh（清新）、relaxed（放松）、sad（伤感）、intense（激昂）和 unsure（不确定）。</translation>
    </message>
    <message>
        <source>How sure a mood is goes from 0 to 1, as in mood:sad&gt;0.6</source>
        <translation>情绪的把握程度为 0 到 1，例如 mood:sad&gt;0.6</translation>
    </message>
    <message>
        <source>No blanks beside such signs, as in plays:&gt;5 or mood:sad&gt;0.6</source>
        <translation>这类符号前后不留空格，例如 plays:&gt;5 或 mood:sad&gt;0.6</translation>
    </message>
    <message>
        <source>The smaller number comes first, as in year:1990..1999</source>
        <translation>较小的数字在前，例如 year:1990..1999</translation>
    </message>
    <message>
        <source>Music folders</source>
        <translation>音乐文件夹</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Recommendations</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Moods</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>桌面</translation>
    </message>
    <message>
        <source>Export and import</source>
        <translation>导出与导入</translation>
    </message>
    <message>
        <source>Tracks on the disc</source>
        <translation>曲目总数</translation>
    </message>
    <message>
        <source>Disc</source>
        <translation>碟号</translation>
    </message>
    <message>
        <source>Discs</source>
        <translation>碟片总数</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Lyrics</source>
        <translation>歌词</translation>
    </message>
    <message>
        <source>A year has four digits.</source>
        <translation>年份为四位数字。</translation>
    </message>
    <message>
        <source>{field} is a number from 1 to 9999.</source>
        <translation>{field}应为 1 到 9999 的数字。</translation>
    </message>
    <message>
        <source>{name} is not there any more; look for it, then try again.</source>
        <translation>{name} 已不存在，请找到它后重试。</translation>
    </message>
    <message>
        <source>{name} may not be read; change its permissions, then try again.</source>
        <translation>没有读取 {name} 的权限，请修改权限后重试。</translation>
    </message>
    <message>
        <source>{name} or its folder is read-only and stays as it is; change the permissions, then try again.</source>
        <translation>{name} 或其文件夹为只读，未作改动；请修改权限后重试。</translation>
    </message>
    <message>
        <source>There is no room on the drive of {name}, which stays as it is; make some, then try again.</source>
        <translation>{name} 所在磁盘空间不足，未作改动；请清理空间后重试。</translation>
    </message>
    <message>
        <source>{name} is of a kind whose tags MuseMood cannot edit.</source>
        <translation>MuseMood 无法编辑 {name} 这类文件的标签。</translation>
    </message>
    <message>
        <source>{name} is damaged, so nothing is written to it; copy it again from its source.</source>
        <translation>{name} 已损坏，未写入任何内容；请从来源重新复制。</translation>
    </message>
    <message>
        <source>The tracks of {name} are named by its cue sheet; edit the sheet in a text editor.</source>
        <translation>{name} 的曲目由 CUE 文件命名，请用文本编辑器修改该文件。</translation>
    </message>
    <message>
        <source>{name} stays as it is; check the drive and try again.</source>
        <translation>{name} 未作改动，请检查磁盘后重试。</translation>
    </message>
    <message>
        <source>{name} and {n} more</source>
        <translation>{name} 等，另有 {n} 个</translation>
    </message>
    <message>
        <source>{name} could not be brought back; look for it in the trash.</source>
        <translation>无法恢复 {name}，请到回收站中查找。</translation>
    </message>
    <message>
        <source>{name} could not be moved to the trash and stays; check the permissions of its folder.</source>
        <translation>无法将 {name} 移到回收站，文件仍在原处；请检查其文件夹的权限。</translation>
    </message>
    <message>
        <source>You said so; the analysis has not heard it yet.</source>
        <translation>由你指定；尚未分析。</translation>
    </message>
    <message>
        <source>You said so; the analysis says {mood} {percent} %.</source>
        <translation>由你指定；分析结果为{mood} {percent}%。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln stars</source>
        <translation>
            <numerusform>%Ln 星</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} kbit/s</source>
        <translation>{n} kbit/s</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>专辑</translation>
    </message>
    <message>
        <source>Artists</source>
        <translation>歌手</translation>
    </message>
    <message>
        <source>Genres</source>
        <translation>流派</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>最近添加</translation>
    </message>
    <message>
        <source>Mood map</source>
        <translation>情绪地图</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Various Artists</source>
        <translation>群星</translation>
    </message>
    <message>
        <source>Unknown artist</source>
        <translation>未知歌手</translation>
    </message>
    <message>
        <source>No genre</source>
        <translation>无流派</translation>
    </message>
    <message numerus="yes">
        <source>%Ln songs</source>
        <translation>
            <numerusform>%Ln 首歌曲</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln albums</source>
        <translation>
            <numerusform>%Ln 张专辑</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artists</source>
        <translation>
            <numerusform>%Ln 位歌手</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln genres</source>
        <translation>
            <numerusform>%Ln 个流派</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Earlier this week</source>
        <translation>本周早些时候</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>happy</source>
        <translation>快乐</translation>
    </message>
    <message>
        <source>fresh</source>
        <translation>清新</translation>
    </message>
    <message>
        <source>relaxed</source>
        <translation>放松</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>伤感</translation>
    </message>
    <message>
        <source>intense</source>
        <translation>激昂</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>The file is missing; plug its drive in, or remove missing songs in the settings.</source>
        <translation>文件缺失；请接上所在的驱动器，或在设置中移除缺失的歌曲。</translation>
    </message>
    <message>
        <source>The link leads nowhere; mend or remove it.</source>
        <translation>链接已失效，请修复或删除。</translation>
    </message>
    <message>
        <source>You may not read this file; change its permissions and drop it again.</source>
        <translation>没有读取此文件的权限，请修改权限后重新拖入。</translation>
    </message>
    <message>
        <source>The file is empty; copy it again from its source.</source>
        <translation>文件为空，请从来源重新复制。</translation>
    </message>
    <message>
        <source>This is not an audio file, whatever its name says.</source>
        <translation>这不是音频文件，尽管名称看起来像。</translation>
    </message>
    <message>
        <source>The sound in this file is damaged; copy it again from its source.</source>
        <translation>文件中的声音已损坏，请从来源重新复制。</translation>
    </message>
    <message>
        <source>The file could not be read; check the drive and try again.</source>
        <translation>无法读取文件，请检查磁盘后重试。</translation>
    </message>
    <message>
        <source>The analysis of this file broke down; it still plays, without a mood.</source>
        <translation>此文件分析失败；仍可播放，但没有情绪。</translation>
    </message>
    <message>
        <source>Nothing can be played until libVLC is installed.</source>
        <translation>安装 libVLC 后才能播放。</translation>
    </message>
    <message>
        <source>This cue sheet is broken, so its file is shown as one track; mend the sheet.</source>
        <translation>此 CUE 文件已损坏，对应的音频显示为一首曲目；请修复 CUE 文件。</translation>
    </message>
    <message>
        <source>{mood} {percent} %</source>
        <translation>{mood} {percent}%</translation>
    </message>
    <message>
        <source>close to {title}</source>
        <translation>与《{title}》相近</translation>
    </message>
    <message>
        <source>your taste: {points}/10</source>
        <translation>合你口味 {points}/10</translation>
    </message>
    <message>
        <source>you choose {genre} then</source>
        <translation>此时你常听{genre}</translation>
    </message>
    <message>
        <source>sounds {percent} % like {title}</source>
        <translation>听起来与《{title}》有 {percent}% 相似</translation>
    </message>
    <message>
        <source>new to you</source>
        <translation>还没听过</translation>
    </message>
    <message>
        <source>step {n} of {count} to {mood}</source>
        <translation>通往{mood}的第 {n}/{count} 步</translation>
    </message>
    <message>
        <source>not analysed</source>
        <translation>未分析</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <translation>M月d日 ddd</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>没有播放</translation>
    </message>
    <message numerus="yes">
        <source>%Ln plays</source>
        <translation>
            <numerusform>播放 %Ln 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thumbs</source>
        <translation>
            <numerusform>%Ln 次评价</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln inferred moods</source>
        <translation>
            <numerusform>%Ln 次情绪推断</numerusform>
        </translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 小时 {m} 分钟</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} 分钟</translation>
    </message>
    <message>
        <source>1 min left</source>
        <translation>剩余 1 分钟</translation>
    </message>
    <message>
        <source>almost done</source>
        <translation>即将完成</translation>
    </message>
    <message>
        <source>{n} min left</source>
        <translation>剩余 {n} 分钟</translation>
    </message>
    <message>
        <source>track “{name}”</source>
        <translation>歌曲“{name}”</translation>
    </message>
    <message>
        <source>album “{name}”</source>
        <translation>专辑“{name}”</translation>
    </message>
    <message>
        <source>artist {name}</source>
        <translation>歌手 {name}</translation>
    </message>
    <message>
        <source>genre {name}</source>
        <translation>流派 {name}</translation>
    </message>
    <message>
        <source>folder {name}</source>
        <translation>文件夹 {name}</translation>
    </message>
    <message>
        <source>Never recommend</source>
        <translation>永不推荐</translation>
    </message>
    <message>
        <source>Thumb up</source>
        <translation>喜欢</translation>
    </message>
    <message>
        <source>Thumb up: {mood} goes on</source>
        <translation>喜欢：继续{mood}</translation>
    </message>
    <message>
        <source>Thumb down: this track rests a week</source>
        <translation>不喜欢：这首歌休息一周</translation>
    </message>
    <message>
        <source>Thumb down: less {mood} for today; this track rests a week</source>
        <translation>不喜欢：今天少一点{mood}；这首歌休息一周</translation>
    </message>
    <message>
        <source>More {mood}: {before} → {after} %.</source>
        <translation>更{mood}：{before} → {after}%。</translation>
    </message>
    <message>
        <source>Less {mood}: {before} → {after} %.</source>
        <translation>少一点{mood}：{before} → {after}%。</translation>
    </message>
    <message>
        <source>You heard it out.</source>
        <translation>你听完了这首歌。</translation>
    </message>
    <message>
        <source>You skipped it soon.</source>
        <translation>你很快跳过了这首歌。</translation>
    </message>
    <message>
        <source>Now {mood} leads; it was close.</source>
        <translation>现在{mood}领先；两者本就接近。</translation>
    </message>
    <message>
        <source>Now {mood} leads.</source>
        <translation>现在{mood}领先。</translation>
    </message>
    <message>
        <source>Heard together they sound {heard} % {mood}; one by one it would be {expected} %.</source>
        <translation>合起来听，{mood}占 {heard}%；逐首听则是 {expected}%。</translation>
    </message>
    <message>
        <source>{plays} of {songs} this week; it takes 5 plays of 3 songs to tell. Until then, how do you feel?</source>
        <translation>本周听了 {songs}，{plays}；至少 3 首歌、5 次播放才能判断。在那之前，你现在心情如何？</translation>
    </message>
    <message>
        <source>All {songs} of the week count; these weigh most.</source>
        <translation>本周的 {songs}全部计入，以上分量最重。</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} 等，另有 {n} 首</translation>
    </message>
    <message>
        <source>Not analysed yet: {names}.</source>
        <translation>尚未分析：{names}。</translation>
    </message>
    <message>
        <source>When you chose {mood}: mostly {genre} ({n} times).</source>
        <translation>你选择{mood}时，多半听 {genre}（{n} 次）。</translation>
    </message>
    <message>
        <source>When you chose {mood}: mostly {genre} ({n} of {all}).</source>
        <translation>你选择{mood}时，多半听 {genre}（{n}/{all} 次）。</translation>
    </message>
    <message>
        <source>moods may jump</source>
        <translation>情绪可能有跳跃</translation>
    </message>
    <message>
        <source>some were heard lately</source>
        <translation>有些刚听过不久</translation>
    </message>
    <message>
        <source>artists come back sooner</source>
        <translation>同一歌手会更快再次出现</translation>
    </message>
    <message>
        <source>an artist may come twice in a row</source>
        <translation>同一歌手可能会连续出现</translation>
    </message>
    <message>
        <source>Few songs fit: {what}.</source>
        <translation>合适的歌曲不多：{what}。</translation>
    </message>
    <message>
        <source>albums stay together</source>
        <translation>同一专辑会连在一起</translation>
    </message>
    <message>
        <source>gets {mood}</source>
        <translation>将写入：{mood}</translation>
    </message>
    <message>
        <source>gets {mood} in place of {said}</source>
        <translation>将以“{mood}”替换“{said}”</translation>
    </message>
    <message>
        <source>says {mood} already</source>
        <translation>已是“{mood}”</translation>
    </message>
    <message>
        <source>keeps what it says: {said}</source>
        <translation>保留原有内容：{said}</translation>
    </message>
    <message>
        <source>unsure is never written</source>
        <translation>不确定的情绪不写入</translation>
    </message>
    <message>
        <source>not analysed yet</source>
        <translation>尚未分析</translation>
    </message>
    <message>
        <source>a track of a cue sheet has no tags of its own</source>
        <translation>CUE 曲目没有自己的标签</translation>
    </message>
    <message>
        <source>Learnt from {count} corrections and in use: of moods that it was not told it names {after} % rightly, the analysis {before} % (log loss {loss} instead of {base}, better in {wins} of 10 trials).</source>
        <translation>已从 {count} 个更正中学习并启用：对未告知的情绪，正确率 {after}%，分析为 {before}%（对数损失 {loss}，原为 {base}，10 次检验中 {wins} 次更好）。</translation>
    </message>
    <message>
        <source>Not kept: with {count} corrections it names {after} % of the moods that it was not told, the analysis {before} % (log loss {loss} instead of {base}, better in {wins} of 10 trials). The analysis goes on counting; more corrections may help.</source>
        <translation>未保留：用 {count} 个更正，对未告知的情绪正确率 {after}%，分析为 {before}%（对数损失 {loss}，原为 {base}，10 次检验中 {wins} 次更好）。继续使用分析结果；更多更正可能有帮助。</translation>
    </message>
    <message>
        <source>high energy</source>
        <translation>激烈</translation>
    </message>
    <message>
        <source>low energy</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>阴暗</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>明亮</translation>
    </message>
    <message>
        <source>Noted: less {mood} for today.</source>
        <translation>知道了：今天少一点{mood}。</translation>
    </message>
    <message>
        <source>Noted: {mood} goes on.</source>
        <translation>知道了：继续{mood}。</translation>
    </message>
    <message>
        <source>What you played is still being analysed. How do you feel?</source>
        <translation>你听过的歌曲还在分析中。现在心情如何？</translation>
    </message>
    <message>
        <source>Play some music: from half a track on it counts. Until then, how do you feel?</source>
        <translation>先听点音乐吧，听过半首就会算数。在那之前，现在心情如何？</translation>
    </message>
    <message>
        <source>Only {songs} may come that sound like “{title}”.</source>
        <translation>听起来像《{title}》又可推荐的只有{songs}。</translation>
    </message>
    <message>
        <source>{songs} that sound like “{title}”, the nearest first.</source>
        <translation>{songs}，听起来像《{title}》，最相近的在前。</translation>
    </message>
    <message>
        <source>Only {songs} lie on the way from {start} to {goal}; you asked for {n}.</source>
        <translation>从{start}到{goal}的路上只有{songs}，你想要 {n} 首。</translation>
    </message>
    <message>
        <source>{songs} from {start} to {goal}.</source>
        <translation>{songs}，从{start}到{goal}。</translation>
    </message>
    <message>
        <source>“{title}” is not analysed yet, so nothing can be compared with it.</source>
        <translation>《{title}》还没有分析，无法与其他歌曲比较。</translation>
    </message>
    <message>
        <source>Nothing else that may come sounds like “{title}”.</source>
        <translation>没有其他可推荐的歌曲听起来像《{title}》。</translation>
    </message>
    <message>
        <source>No songs of yours lead from {start} to {goal} yet. Let the analysis go on, or add music.</source>
        <translation>你的歌曲还不能从{start}通往{goal}。请等待分析继续，或添加音乐。</translation>
    </message>
    <message>
        <source>No analysed track fits yet. Let the analysis go on, or add music.</source>
        <translation>还没有合适的已分析歌曲。请等待分析继续，或添加音乐。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln moods that you chose</source>
        <translation>
            <numerusform>%Ln 次你选择的情绪</numerusform>
        </translation>
    </message>
    <message>
        <source>{song}, missing</source>
        <translation>{song}，缺失</translation>
    </message>
    <message>
        <source>no stars</source>
        <translation>无评分</translation>
    </message>
    <message>
        <source>no mood yet</source>
        <translation>暂无情绪</translation>
    </message>
    <message>
        <source>This song is missing; its file was at {path}</source>
        <translation>歌曲缺失，文件原位置：{path}</translation>
    </message>
</context>
<context>
    <name>AlbumGrid</name>
    <message>
        <source>Albums</source>
        <translation>专辑</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>BusyPage</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>CalibrationBox</name>
    <message>
        <source>Learn from my corrections</source>
        <translation>从我的更正中学习</translation>
    </message>
    <message>
        <source>From the moods that you corrected MuseMood can learn how you hear all other songs. What it learns is tried on corrections that it has not seen, and kept only if it gets more of them right.</source>
        <translation>MuseMood 可以从你更正过的情绪中学习你如何感受其他歌曲。学到的内容会用未见过的更正来检验，只有判断得更准时才会保留。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Back to the analysis</source>
        <translation>恢复分析结果</translation>
    </message>
    <message>
        <source>Learning …</source>
        <translation>正在学习…</translation>
    </message>
    <message>
        <source>That did not work ({reason}). Check the disk and its space, then try again.</source>
        <translation>没有成功（{reason}）。请检查磁盘及其空间，然后重试。</translation>
    </message>
    <message>
        <source>{n} of the {fewest} corrections that it takes.</source>
        <translation>已有 {n} 次更正，需要 {fewest} 次。</translation>
    </message>
    <message>
        <source>There are {n} corrections to learn from.</source>
        <translation>有 {n} 个更正可供学习。</translation>
    </message>
    <message>
        <source>{n} corrections are new since then: learn again.</source>
        <translation>此后新增 {n} 个更正，可重新学习。</translation>
    </message>
</context>
<context>
    <name>CoverView</name>
    <message>
        <source>Cover of {title}</source>
        <translation>《{title}》的封面</translation>
    </message>
</context>
<context>
    <name>DayList</name>
    <message>
        <source>What was heard</source>
        <translation>听过的内容</translation>
    </message>
    <message>
        <source>The week sounded mixed</source>
        <translation>这一周听起来各有不同</translation>
    </message>
    <message>
        <source>The week sounded {mood}: {percent} %</source>
        <translation>这一周听起来{mood}：{percent}%</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Show MuseMood</source>
        <translation>显示 MuseMood</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一首</translation>
    </message>
</context>
<context>
    <name>DesktopPage</name>
    <message>
        <source>Show a notification when another song begins</source>
        <translation>切换歌曲时显示通知</translation>
    </message>
    <message>
        <source>Only while another window is in front, and never in full screen.</source>
        <translation>仅在其他窗口位于前台时显示，全屏时不显示。</translation>
    </message>
    <message>
        <source>Show an icon in the tray</source>
        <translation>显示托盘图标</translation>
    </message>
    <message>
        <source>A middle click pauses, the wheel turns the volume where the desktop lets it.</source>
        <translation>单击中键暂停；在桌面环境支持时，滚轮可调节音量。</translation>
    </message>
    <message>
        <source>Closing the window leaves it in the tray, playing</source>
        <translation>关闭窗口后留在托盘中继续播放</translation>
    </message>
    <message>
        <source>Quit, by its key or in the tray&apos;s menu, ends it all the same.</source>
        <translation>用快捷键或托盘菜单中的“退出”仍可结束程序。</translation>
    </message>
    <message>
        <source>On battery, moods wait until the computer is plugged in</source>
        <translation>使用电池时暂停分析，接通电源后继续</translation>
    </message>
    <message>
        <source>The analysis of new songs goes on by itself as soon as there is power.</source>
        <translation>一接通电源，新歌曲的分析就会自动继续。</translation>
    </message>
</context>
<context>
    <name>DetailHead</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>歌手</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>随机播放</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>添加到队列</translation>
    </message>
    <message>
        <source>Back to {place}</source>
        <translation>返回{place}</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>Take it back</source>
        <translation>撤销导入</translation>
    </message>
    <message>
        <source>Save the list …</source>
        <translation>保存清单…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Let go to add this music</source>
        <translation>松开即可添加这些音乐</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Drop a folder here</source>
        <translation>将文件夹拖到这里</translation>
    </message>
    <message>
        <source>Its songs play at once; their moods fill in by themselves.</source>
        <translation>歌曲马上就能播放，情绪会自动补全。</translation>
    </message>
    <message>
        <source>Choose a folder …</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Everything stays on this computer.</source>
        <translation>一切都只留在这台电脑上。</translation>
    </message>
</context>
<context>
    <name>EqualiserPanel</name>
    <message>
        <source>On</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>Equaliser on</source>
        <translation>开启均衡器</translation>
    </message>
    <message>
        <source>Preset of the equaliser</source>
        <translation>均衡器预设</translation>
    </message>
    <message>
        <source>Level of all bands</source>
        <translation>总增益</translation>
    </message>
    <message>
        <source>{hz} hertz</source>
        <translation>{hz} 赫兹</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Equaliser</source>
        <translation>均衡器</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>增益</translation>
    </message>
    <message>
        <source>Flat</source>
        <translation>平直</translation>
    </message>
    <message>
        <source>Classical</source>
        <translation>古典</translation>
    </message>
    <message>
        <source>Club</source>
        <translation>俱乐部</translation>
    </message>
    <message>
        <source>Dance</source>
        <translation>舞曲</translation>
    </message>
    <message>
        <source>Full bass</source>
        <translation>重低音</translation>
    </message>
    <message>
        <source>Full bass and treble</source>
        <translation>低音与高音</translation>
    </message>
    <message>
        <source>Full treble</source>
        <translation>高音</translation>
    </message>
    <message>
        <source>Headphones</source>
        <translation>耳机</translation>
    </message>
    <message>
        <source>Large hall</source>
        <translation>大厅</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>现场</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>派对</translation>
    </message>
    <message>
        <source>Pop</source>
        <translation>流行</translation>
    </message>
    <message>
        <source>Reggae</source>
        <translation>雷鬼</translation>
    </message>
    <message>
        <source>Rock</source>
        <translation>摇滚</translation>
    </message>
    <message>
        <source>Ska</source>
        <translation>斯卡</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>柔和</translation>
    </message>
    <message>
        <source>Soft rock</source>
        <translation>软摇滚</translation>
    </message>
    <message>
        <source>Techno</source>
        <translation>科技舞曲</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Erase history</source>
        <translation>清除历史</translation>
    </message>
    <message>
        <source>The last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>从…到…</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Keep it all</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>There is nothing of that time.</source>
        <translation>那段时间没有任何记录。</translation>
    </message>
    <message>
        <source>{plays}, {thumbs}, {stated} and {states} will be erased from the play log and the saved queue. What was made of them goes too: the recommended rows, the list of what played, and what you like in which mood. This cannot be undone.</source>
        <translation>将从播放记录和保存的队列中清除：{plays}、{thumbs}、{stated}和{states}。由此得出的内容也会清除：推荐的歌曲、已播放列表，以及你在哪种情绪下喜欢听什么。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Plays that another player counted without dates stay: {plays}.</source>
        <translation>其他播放器统计的、没有日期的播放会保留：{plays}。</translation>
    </message>
    <message>
        <source>It could not be erased: {reason}. Check the disk and try again.</source>
        <translation>无法清除：{reason}。请检查磁盘后重试。</translation>
    </message>
</context>
<context>
    <name>FolderSettings</name>
    <message>
        <source>Looked through at each start for what is new. Files are never changed here.</source>
        <translation>每次启动时扫描新内容。不会改动这里的文件。</translation>
    </message>
    <message>
        <source>Music folders</source>
        <translation>音乐文件夹</translation>
    </message>
    <message>
        <source>No folder yet. Add one, or drop it anywhere on the window.</source>
        <translation>还没有文件夹。请添加一个，或将其拖放到窗口的任意位置。</translation>
    </message>
    <message>
        <source>Add a folder …</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Take out …</source>
        <translation>移出…</translation>
    </message>
    <message>
        <source>Look for new music now</source>
        <translation>立即扫描新音乐</translation>
    </message>
    <message>
        <source>Watch folders: what comes, changes or goes shows by itself</source>
        <translation>监视文件夹：新增、更改或移除的文件自动显示</translation>
    </message>
    <message>
        <source>Otherwise at each start, and with F5</source>
        <translation>关闭后仅在每次启动或按 F5 时更新</translation>
    </message>
    <message>
        <source>Remove missing: {songs}</source>
        <translation>移除缺失：{songs}</translation>
    </message>
    <message>
        <source>Take a folder out</source>
        <translation>移出文件夹</translation>
    </message>
    <message>
        <source>Take “{folder}” out of the library?</source>
        <translation>要将“{folder}”移出音乐库吗？</translation>
    </message>
    <message>
        <source>{songs} leave the list. The files stay on the disk, and plays and moods are kept for when the folder comes back.</source>
        <translation>{songs}将从列表中消失。文件仍在磁盘上，播放记录和情绪也会保留，重新添加该文件夹时即可恢复。</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>FolderTree</name>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Bring your history</source>
        <translation>导入播放历史</translation>
    </message>
    <message>
        <source>Histories (*.db *.xml *.csv *.zip *.json *.jsonl);;All files (*)</source>
        <translation>播放历史 (*.db *.xml *.csv *.zip *.json *.jsonl);;所有文件 (*)</translation>
    </message>
    <message>
        <source>A history</source>
        <translation>播放历史</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Taking it back …</source>
        <translation>正在撤销…</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>保存清单</translation>
    </message>
    <message>
        <source>Save my plays</source>
        <translation>保存我的播放记录</translation>
    </message>
    <message>
        <source>Bringing it over …</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>来自 {name}</translation>
    </message>
    <message>
        <source>Your history is here</source>
        <translation>播放历史已导入</translation>
    </message>
    <message>
        <source>From {name}:</source>
        <translation>来自 {name}：</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Everything is as it was before.</source>
        <translation>一切已恢复原样。</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>已保存为 {path}</translation>
    </message>
    <message>
        <source>Your library is empty: add your music first, so that songs match.</source>
        <translation>音乐库是空的：请先添加音乐，才能匹配歌曲。</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>What was heard</source>
        <translation>听过的内容</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>更晚</translation>
    </message>
    <message>
        <source>Erase history …</source>
        <translation>清除历史…</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>Nothing was heard on {day}.</source>
        <translation>{day}没有听任何音乐。</translation>
    </message>
    <message>
        <source>Nothing was heard in this month.</source>
        <translation>这个月没有听任何音乐。</translation>
    </message>
    <message>
        <source>Nothing was heard in this week.</source>
        <translation>这一周没有听任何音乐。</translation>
    </message>
</context>
<context>
    <name>JourneyDialog</name>
    <message>
        <source>Journey from mood to mood</source>
        <translation>从一种情绪到另一种的旅程</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Songs</source>
        <translation>歌曲</translation>
    </message>
    <message>
        <source>Fill the queue</source>
        <translation>填入队列</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Each song is nearer to the goal than the one before it.</source>
        <translation>每一首都比前一首更接近目标。</translation>
    </message>
    <message>
        <source>Choose two different moods.</source>
        <translation>请选择两种不同的情绪。</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Press the new key for: {name}</source>
        <translation>请按下新的快捷键：{name}</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>未设置</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>In lists and fields, always</source>
        <translation>列表与输入框中的固定按键</translation>
    </message>
    <message>
        <source>Play the song; open the album, artist or folder</source>
        <translation>播放歌曲；打开专辑、歌手或文件夹</translation>
    </message>
    <message>
        <source>Play the album, artist or folder</source>
        <translation>播放专辑、歌手或文件夹</translation>
    </message>
    <message>
        <source>Take out of the queue or playlist</source>
        <translation>移出队列或播放列表</translation>
    </message>
    <message>
        <source>Move up or down in the queue or playlist</source>
        <translation>在队列或播放列表中上移、下移</translation>
    </message>
    <message>
        <source>Rename the playlist</source>
        <translation>重命名播放列表</translation>
    </message>
    <message>
        <source>What can be searched for, from the search field</source>
        <translation>在搜索框中查看可搜索的内容</translation>
    </message>
    <message>
        <source>Leave the search, a dialog or a page</source>
        <translation>离开搜索、对话框或页面</translation>
    </message>
    <message>
        <source>As it was at first: {name}</source>
        <translation>恢复默认：{name}</translation>
    </message>
    <message>
        <source>Use it here</source>
        <translation>改用于此</translation>
    </message>
    <message>
        <source>Leave it there</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>Click a key to change it. Backspace takes it away, Escape leaves it.</source>
        <translation>单击快捷键即可修改。按 Backspace 清除，按 Esc 保持不变。</translation>
    </message>
    <message>
        <source>{key} is already the key of “{name}”.</source>
        <translation>{key} 已是“{name}”的快捷键。</translation>
    </message>
</context>
<context>
    <name>LanguagePage</name>
    <message>
        <source>As the desktop</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Music plays on while the language changes.</source>
        <translation>切换语言时音乐不会中断。</translation>
    </message>
</context>
<context>
    <name>LibraryViews</name>
    <message>
        <source>Play now</source>
        <translation>立即播放</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>随机播放</translation>
    </message>
    <message>
        <source>Play next</source>
        <translation>下一首播放</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>添加到队列</translation>
    </message>
</context>
<context>
    <name>ListHeader</name>
    <message>
        <source>Columns and order</source>
        <translation>列与排序</translation>
    </message>
    <message>
        <source>Pause the analysis</source>
        <translation>暂停分析</translation>
    </message>
    <message>
        <source>Stop the analysis</source>
        <translation>停止分析</translation>
    </message>
    <message>
        <source>Analyse</source>
        <translation>分析</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files failed</source>
        <translation>
            <numerusform>%Ln 个文件失败</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>On battery: waits at {done} of {total}</source>
        <translation>正在使用电池，已暂停 {done}/{total}</translation>
    </message>
    <message>
        <source>Analysing {done} of {total}</source>
        <translation>正在分析 {done}/{total}</translation>
    </message>
    <message>
        <source>Paused at {done} of {total}</source>
        <translation>已暂停 {done}/{total}</translation>
    </message>
    <message>
        <source>Looking for music …</source>
        <translation>正在扫描音乐…</translation>
    </message>
    <message>
        <source>{n} without a mood</source>
        <translation>{n} 首没有情绪</translation>
    </message>
</context>
<context>
    <name>ListeningMenu</name>
    <message>
        <source>Private session</source>
        <translation>隐私会话</translation>
    </message>
    <message>
        <source>Erase history …</source>
        <translation>清除历史…</translation>
    </message>
    <message>
        <source>Settings of recommendations …</source>
        <translation>推荐设置…</translation>
    </message>
</context>
<context>
    <name>LyricsPanel</name>
    <message>
        <source>Nothing is playing</source>
        <translation>没有正在播放的歌曲</translation>
    </message>
    <message>
        <source>Lyrics</source>
        <translation>歌词</translation>
    </message>
    <message>
        <source>Close the lyrics</source>
        <translation>关闭歌词</translation>
    </message>
    <message>
        <source>No lyrics in this file. Add them to its tags (Ctrl+E), or put a file of the same name that ends in .lrc beside it.</source>
        <translation>此文件没有歌词。可添加到标签中（Ctrl+E），或在旁边放一个同名的 .lrc 文件。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Add a folder of music</source>
        <translation>添加音乐文件夹</translation>
    </message>
    <message>
        <source>Add music files</source>
        <translation>添加音乐文件</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>The map fills as songs are analysed.
None has been analysed yet.</source>
        <translation>歌曲分析后会出现在地图上。
目前还没有分析过的歌曲。</translation>
    </message>
    <message>
        <source>Lasso: select by drawing (Shift and drag)</source>
        <translation>套索：拖动圈选（Shift + 拖动）</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大（+）</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>缩小（-）</translation>
    </message>
    <message>
        <source>Show all (Home)</source>
        <translation>显示全部（Home）</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>取消选择</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not analysed yet</source>
        <translation>
            <numerusform>%Ln 首尚未分析</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln to the queue</source>
        <translation>
            <numerusform>将 %Ln 首加入队列</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MiniPlayer</name>
    <message>
        <source>Mini player</source>
        <translation>迷你播放器</translation>
    </message>
    <message>
        <source>Nothing is playing</source>
        <translation>没有正在播放的歌曲</translation>
    </message>
    <message>
        <source>Keep above other windows</source>
        <translation>窗口置顶</translation>
    </message>
    <message>
        <source>Full window</source>
        <translation>完整窗口</translation>
    </message>
</context>
<context>
    <name>MoodButtons</name>
    <message>
        <source>Recommend</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Other ways</source>
        <translation>其他方式</translation>
    </message>
    <message>
        <source>More like this track, or a journey from mood to mood</source>
        <translation>与这首相似的歌曲，或从一种情绪到另一种的旅程</translation>
    </message>
    <message>
        <source>No, I feel …</source>
        <translation>不，我的心情是…</translation>
    </message>
    <message>
        <source>Back to my week</source>
        <translation>回到我的这一周</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>MoodMap</name>
    <message>
        <source>Mood map</source>
        <translation>情绪地图</translation>
    </message>
</context>
<context>
    <name>MoodMix</name>
    <message>
        <source>Moods: {mix}</source>
        <translation>情绪：{mix}</translation>
    </message>
</context>
<context>
    <name>MoodPanel</name>
    <message>
        <source>For my mood</source>
        <translation>心情推荐</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>You chose {mood}</source>
        <translation>选择的心情：{mood}</translation>
    </message>
    <message>
        <source>Your week is not analysed yet</source>
        <translation>这一周的音乐还没有分析完</translation>
    </message>
    <message>
        <source>No week to go by yet</source>
        <translation>还没有这一周的播放记录</translation>
    </message>
    <message>
        <source>Too few plays yet</source>
        <translation>播放次数还太少</translation>
    </message>
    <message>
        <source>Your week sounds mostly {mood}</source>
        <translation>这一周听起来大多是{mood}的</translation>
    </message>
    <message>
        <source>Your week sounds mixed: {first} and {second}</source>
        <translation>这一周听起来各有不同：{first}与{second}</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者都要</translation>
    </message>
    <message>
        <source>Private session, history, settings</source>
        <translation>隐私会话、历史、设置</translation>
    </message>
    <message>
        <source>familiar to new</source>
        <translation>从熟悉到新鲜</translation>
    </message>
    <message>
        <source>familiar</source>
        <translation>熟悉</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新鲜</translation>
    </message>
</context>
<context>
    <name>MoodSide</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Save queue as playlist</source>
        <translation>将队列存为播放列表</translation>
    </message>
    <message>
        <source>Keep going</source>
        <translation>自动续播</translation>
    </message>
    <message>
        <source>Clear the queue</source>
        <translation>清空队列</translation>
    </message>
    <message>
        <source>Adds five of the same mood when three are left</source>
        <translation>剩三首时再添五首情绪相同的歌曲</translation>
    </message>
    <message>
        <source>Nothing waits. Double-click a song, or press Recommend.</source>
        <translation>队列是空的。双击一首歌曲，或点“推荐”。</translation>
    </message>
    <message>
        <source>Bring back {n} recommended</source>
        <translation>恢复 {n} 首推荐</translation>
    </message>
</context>
<context>
    <name>MoodStrip</name>
    <message>
        <source>Position and mood over time</source>
        <translation>播放位置与情绪变化</translation>
    </message>
</context>
<context>
    <name>MoodTagsDialog</name>
    <message>
        <source>Write moods to files</source>
        <translation>将情绪写入文件</translation>
    </message>
    <message>
        <source>Replace what mood tags say already</source>
        <translation>替换已有的情绪标签</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What would be written</source>
        <translation>将要写入的内容</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Other players can read them then, by their English names. The sound stays as it is, and undo takes everything back as long as MuseMood runs.</source>
        <translation>之后其他播放器可以读取（使用英文名称）。声音保持不变，只要 MuseMood 仍在运行，就可以全部撤销。</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>Looking at the files …</source>
        <translation>正在查看文件…</translation>
    </message>
    <message>
        <source>{songs} would be written</source>
        <translation>将写入 {songs}</translation>
    </message>
    <message>
        <source>kept as it is: {n}</source>
        <translation>保留原有内容：{n}</translation>
    </message>
    <message>
        <source>not writable: {n}</source>
        <translation>无法写入：{n}</translation>
    </message>
    <message>
        <source>The same goes for {n} more.</source>
        <translation>另有 {n} 个文件情况相同。</translation>
    </message>
</context>
<context>
    <name>MoodTagsModel</name>
    <message>
        <source>What becomes of its file</source>
        <translation>文件的处理</translation>
    </message>
    <message>
        <source>Song</source>
        <translation>歌曲</translation>
    </message>
</context>
<context>
    <name>MoodsPage</name>
    <message>
        <source>Moods stay in MuseMood unless you have them written to the files, where other players find them. What would be written is shown first.</source>
        <translation>情绪只保存在 MuseMood 中，除非你让它们写入文件供其他播放器读取。写入之前会先显示将要写入的内容。</translation>
    </message>
    <message>
        <source>Write moods of all songs …</source>
        <translation>将所有歌曲的情绪写入文件…</translation>
    </message>
</context>
<context>
    <name>NoteLine</name>
    <message>
        <source>Take back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>That it was heard to its end says nothing of my mood</source>
        <translation>听完这首歌并不说明我的心情</translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message>
        <source>Nothing here matches the search.</source>
        <translation>没有符合搜索的内容。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
</context>
<context>
    <name>NowPlaying</name>
    <message>
        <source>Nothing is playing</source>
        <translation>没有正在播放的歌曲</translation>
    </message>
    <message>
        <source>Show what plays</source>
        <translation>定位正在播放的歌曲</translation>
    </message>
</context>
<context>
    <name>PathLabel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Save the list …</source>
        <translation>保存清单…</translation>
    </message>
    <message>
        <source>Bring it over</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>来自 {name}</translation>
    </message>
    <message>
        <source>not kept by this version yet</source>
        <translation>此版本暂不保存</translation>
    </message>
    <message>
        <source>they count as plays, not for the mood of a week</source>
        <translation>计入播放次数，不计入一周的情绪</translation>
    </message>
    <message>
        <source>plays with their dates</source>
        <translation>次带日期的播放</translation>
    </message>
    <message>
        <source>plays without dates</source>
        <translation>次不带日期的播放</translation>
    </message>
    <message numerus="yes">
        <source>ratings</source>
        <translation>
            <numerusform>条评分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>playlists</source>
        <translation>
            <numerusform>个播放列表</numerusform>
        </translation>
    </message>
    <message>
        <source>here already</source>
        <translation>条已经有了</translation>
    </message>
    <message>
        <source>entries without a usable date or name</source>
        <translation>条缺少可用的日期或名称</translation>
    </message>
    <message>
        <source>{matched} songs are in your library, {unmatched} are not.</source>
        <translation>{matched} 首歌曲在音乐库中，{unmatched} 首不在。</translation>
    </message>
    <message>
        <source>There is nothing new to bring.</source>
        <translation>没有新内容可导入。</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 首</translation>
    </message>
    <message>
        <source>Not in your library:</source>
        <translation>不在音乐库中：</translation>
    </message>
</context>
<context>
    <name>PlayerBar</name>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Lyrics</source>
        <translation>歌词</translation>
    </message>
    <message>
        <source>For my mood and queue</source>
        <translation>心情推荐与队列</translation>
    </message>
    <message>
        <source>Repeat: off</source>
        <translation>循环：关</translation>
    </message>
    <message>
        <source>Repeat: the list</source>
        <translation>循环：列表</translation>
    </message>
    <message>
        <source>Repeat: this track</source>
        <translation>循环：单曲</translation>
    </message>
    <message>
        <source>Shuffle: on</source>
        <translation>随机播放：开</translation>
    </message>
    <message>
        <source>Shuffle: off</source>
        <translation>随机播放：关</translation>
    </message>
</context>
<context>
    <name>PlaylistDesk</name>
    <message>
        <source>New playlist</source>
        <translation>新建播放列表</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Queue of {day}</source>
        <translation>{day}的队列</translation>
    </message>
    <message>
        <source>The file is not there; it was at {path}</source>
        <translation>文件不在了，原位置：{path}</translation>
    </message>
    <message>
        <source>Take out of the playlist</source>
        <translation>从播放列表移除</translation>
    </message>
    <message>
        <source>Save queue as playlist</source>
        <translation>将队列存为播放列表</translation>
    </message>
</context>
<context>
    <name>PlaylistFiles</name>
    <message>
        <source>Export the playlist</source>
        <translation>导出播放列表</translation>
    </message>
    <message>
        <source>M3U8 playlist (*.m3u8);;XSPF playlist (*.xspf)</source>
        <translation>M3U8 播放列表 (*.m3u8);;XSPF 播放列表 (*.xspf)</translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation>已导出到 {path}</translation>
    </message>
</context>
<context>
    <name>PlaylistList</name>
    <message>
        <source>Playlists</source>
        <translation>播放列表</translation>
    </message>
</context>
<context>
    <name>PlaylistMenus</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>添加到队列</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Add to playlist</source>
        <translation>添加到播放列表</translation>
    </message>
    <message>
        <source>New playlist</source>
        <translation>新建播放列表</translation>
    </message>
</context>
<context>
    <name>PlaylistNav</name>
    <message>
        <source>Playlists</source>
        <translation>播放列表</translation>
    </message>
    <message>
        <source>New playlist</source>
        <translation>新建播放列表</translation>
    </message>
    <message>
        <source>Drop songs here, or press +</source>
        <translation>将歌曲拖到这里，或点 +</translation>
    </message>
</context>
<context>
    <name>PlaylistNavDelegate</name>
    <message>
        <source>Name of the playlist</source>
        <translation>播放列表名称</translation>
    </message>
</context>
<context>
    <name>PlaylistPage</name>
    <message>
        <source>{n} missing</source>
        <translation>{n} 首缺失</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Add all to the queue</source>
        <translation>全部添加到队列</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>This playlist is empty</source>
        <translation>播放列表是空的</translation>
    </message>
    <message>
        <source>Drag songs onto its name in the left bar, or right-click songs and choose Add to playlist.</source>
        <translation>将歌曲拖到左侧栏中它的名称上，或右键单击歌曲并选择“添加到播放列表”。</translation>
    </message>
</context>
<context>
    <name>PlaylistTable</name>
    <message>
        <source>The file is not there; it was at {path}
Put it back, or take it out of the playlist with Delete.</source>
        <translation>文件不在了，原位置：{path}
请放回文件，或按 Delete 将其从播放列表移除。</translation>
    </message>
</context>
<context>
    <name>PlaylistView</name>
    <message>
        <source>Songs of the playlist</source>
        <translation>播放列表中的歌曲</translation>
    </message>
</context>
<context>
    <name>PrivateBadge</name>
    <message>
        <source>Private session: nothing you play or like is remembered.</source>
        <translation>隐私会话：不会记住你播放或喜欢的任何内容。</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>结束</translation>
    </message>
</context>
<context>
    <name>ProblemsDialog</name>
    <message>
        <source>Files that failed</source>
        <translation>失败的文件</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Play now</source>
        <translation>立即播放</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>从队列移除</translation>
    </message>
</context>
<context>
    <name>QueueRows</name>
    <message>
        <source>no mood yet</source>
        <translation>暂无情绪</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
</context>
<context>
    <name>RecommendationPage</name>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>After so many days a play weighs half</source>
        <translation>过了这么多天，一次播放的权重减半</translation>
    </message>
    <message>
        <source>Tracks of more than 15 minutes count too</source>
        <translation>超过 15 分钟的曲目也计入</translation>
    </message>
    <message>
        <source>Audiobooks, podcasts and speech count too</source>
        <translation>有声书、播客和讲话也计入</translation>
    </message>
    <message>
        <source>Never recommended</source>
        <translation>永不推荐</translation>
    </message>
    <message>
        <source>Nothing is held back: any song may be recommended.</source>
        <translation>没有排除任何内容：所有歌曲都可能被推荐。</translation>
    </message>
    <message>
        <source>Allow again</source>
        <translation>重新允许</translation>
    </message>
    <message>
        <source>Erase history …</source>
        <translation>清除历史…</translation>
    </message>
    <message>
        <source>A play weighs half after</source>
        <translation>一次播放的权重减半所需</translation>
    </message>
    <message>
        <source>Set in the menu of a song, by a right click. It can still be played.</source>
        <translation>在歌曲上点击右键设置。仍可播放。</translation>
    </message>
</context>
<context>
    <name>SaveSearchButton</name>
    <message>
        <source>This search is a smart playlist</source>
        <translation>此搜索已存为智能播放列表</translation>
    </message>
    <message>
        <source>Save this search as smart playlist</source>
        <translation>将此搜索存为智能播放列表</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search: words, artist:, album:, mood:sad</source>
        <translation>搜索：关键词，或 artist: album: mood:sad</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>How to search</source>
        <translation>搜索方法</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
</context>
<context>
    <name>SearchHelp</name>
    <message>
        <source>How to search</source>
        <translation>搜索方法</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>最近搜索</translation>
    </message>
    <message>
        <source>What can be searched for</source>
        <translation>可以这样搜索</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>设置页面</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Library</source>
        <translation>音乐库</translation>
    </message>
    <message>
        <source>Moods</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Add music …</source>
        <translation>添加音乐…</translation>
    </message>
    <message>
        <source>Settings …</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Folder …</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Files …</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>History of another player …</source>
        <translation>其他播放器的播放历史…</translation>
    </message>
</context>
<context>
    <name>SleepRow</name>
    <message>
        <source>Sleep timer</source>
        <translation>定时停止</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>With this track</source>
        <translation>播完这首</translation>
    </message>
    <message>
        <source>In {n} minutes</source>
        <translation>{n} 分钟后</translation>
    </message>
    <message>
        <source>The last seconds get quieter.</source>
        <translation>最后几秒音量逐渐减小。</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
</context>
<context>
    <name>SongSetView</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>SoundDialog</name>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Crossfade in seconds</source>
        <translation>淡入淡出秒数</translation>
    </message>
    <message>
        <source>Equal loudness</source>
        <translation>响度均衡</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Each track</source>
        <translation>按单曲</translation>
    </message>
    <message>
        <source>Whole albums</source>
        <translation>按专辑</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>循环播放</translation>
    </message>
    <message>
        <source>The list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>This track</source>
        <translation>单曲</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>随机播放</translation>
    </message>
    <message>
        <source>Stop after this track</source>
        <translation>播完这首后停止</translation>
    </message>
    <message>
        <source>Output device</source>
        <translation>输出设备</translation>
    </message>
    <message>
        <source>Tracks of one album always follow each other without a gap.</source>
        <translation>同一专辑的曲目总是无缝衔接。</translation>
    </message>
    <message>
        <source>By the file&apos;s tags, else as measured here. Files are never changed.</source>
        <translation>依据文件标签，没有则依据本机测量。不会改动文件。</translation>
    </message>
    <message>
        <source>Crossfade</source>
        <translation>淡入淡出</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>播放顺序</translation>
    </message>
    <message>
        <source>Sleep timer</source>
        <translation>定时停止</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>The system&apos;s choice</source>
        <translation>系统默认</translation>
    </message>
    <message>
        <source>{name} (not there)</source>
        <translation>{name}（未连接）</translation>
    </message>
</context>
<context>
    <name>SourcePage</name>
    <message>
        <source>Bring your history</source>
        <translation>导入播放历史</translation>
    </message>
    <message>
        <source>Plays, ratings and playlists from the player you come from. You see what would come before anything does, and nothing is changed over there.</source>
        <translation>导入原播放器的播放记录、评分和播放列表。导入前可先预览，不会改动原播放器中的任何内容。</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>strawberry.db, rhythmdb.xml, a Last.fm CSV, a ListenBrainz export</source>
        <translation>strawberry.db、rhythmdb.xml、Last.fm CSV、ListenBrainz 导出文件</translation>
    </message>
    <message>
        <source>Take the last one back</source>
        <translation>撤销上次导入</translation>
    </message>
    <message>
        <source>Save my plays as .scrobbler.log …</source>
        <translation>将播放记录存为 .scrobbler.log…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TagDialog</name>
    <message>
        <source>Edit tags</source>
        <translation>编辑标签</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Edit tags of {songs}</source>
        <translation>编辑 {songs}的标签</translation>
    </message>
    <message>
        <source>What you leave alone stays as it is in each song.</source>
        <translation>未修改的项目在每首歌曲中保持不变。</translation>
    </message>
    <message>
        <source>The same goes for {n} more.</source>
        <translation>另有 {n} 个文件情况相同。</translation>
    </message>
</context>
<context>
    <name>TagForm</name>
    <message>
        <source>of</source>
        <translation>/</translation>
    </message>
</context>
<context>
    <name>TagLine</name>
    <message>
        <source>Several of them are separated by a semicolon.</source>
        <translation>多个之间用分号隔开。</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>恢复原样</translation>
    </message>
    <message>
        <source>(will be empty)</source>
        <translation>（将清空）</translation>
    </message>
    <message>
        <source>(several)</source>
        <translation>（多个值）</translation>
    </message>
</context>
<context>
    <name>TagText</name>
    <message>
        <source>(several)</source>
        <translation>（多个值）</translation>
    </message>
    <message>
        <source>(will be empty)</source>
        <translation>（将清空）</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>TrackActions</name>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Move {what} to the trash?</source>
        <translation>要将 {what} 移到回收站吗？</translation>
    </message>
    <message>
        <source>Undo brings it back as long as MuseMood runs.</source>
        <translation>在 MuseMood 退出前可以撤销。</translation>
    </message>
    <message>
        <source>A whole file goes, with all its tracks: {songs} in all.</source>
        <translation>将移走整个文件及其全部曲目，共 {songs}。</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>As the analysis says</source>
        <translation>以分析为准</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>无评分</translation>
    </message>
    <message>
        <source>Details, and why this mood …</source>
        <translation>详情及情绪依据…</translation>
    </message>
    <message>
        <source>Edit tags …</source>
        <translation>编辑标签…</translation>
    </message>
    <message>
        <source>Write moods to files …</source>
        <translation>将情绪写入文件…</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Move to trash …</source>
        <translation>移到回收站…</translation>
    </message>
    <message>
        <source>No file manager answers; {name} lies in {folder}.</source>
        <translation>文件管理器没有响应；{name} 位于 {folder}。</translation>
    </message>
</context>
<context>
    <name>TrackDetails</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Previous song</source>
        <translation>上一首</translation>
    </message>
    <message>
        <source>Next song</source>
        <translation>下一首</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{n} of {count}</source>
        <translation>第 {n} 首，共 {count} 首</translation>
    </message>
</context>
<context>
    <name>TrackList</name>
    <message>
        <source>Songs</source>
        <translation>歌曲</translation>
    </message>
    <message>
        <source>Nothing fits this search</source>
        <translation>没有符合搜索的歌曲</translation>
    </message>
    <message>
        <source>Ctrl+F, then Esc clears it</source>
        <translation>按 Ctrl+F 再按 Esc 可清除</translation>
    </message>
    <message>
        <source>Play now</source>
        <translation>立即播放</translation>
    </message>
    <message>
        <source>Play next</source>
        <translation>下一首播放</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>添加到队列</translation>
    </message>
</context>
<context>
    <name>TrackSheet</name>
    <message>
        <source>You said that it sounds {mood}.</source>
        <translation>你认为它听起来{mood}。</translation>
    </message>
    <message>
        <source>It has not been analysed yet.</source>
        <translation>尚未分析。</translation>
    </message>
    <message>
        <source>The analysis is unsure: no mood stands out, {mood} a little.</source>
        <translation>分析无法确定：没有突出的情绪，略偏{mood}。</translation>
    </message>
    <message>
        <source>It sounds {mood}: {percent} %.</source>
        <translation>它听起来{mood}：{percent}%。</translation>
    </message>
    <message>
        <source>Why this mood</source>
        <translation>为什么是这种情绪</translation>
    </message>
    <message>
        <source>{time}  sounds {mood}</source>
        <translation>{time}  听起来{mood}</translation>
    </message>
    <message>
        <source>Play from here</source>
        <translation>从这里播放</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>流派</translation>
    </message>
    <message>
        <source>Composer</source>
        <translation>作曲</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Played</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>TransferPage</name>
    <message>
        <source>One file with your songs, plays, thumbs, moods, stars and playlists: for another computer, or to keep safe. The music itself is not in it.</source>
        <translation>一个文件，包含歌曲信息、播放记录、喜好、情绪、评分和播放列表，可用于另一台电脑或留作备份。其中不含音乐文件本身。</translation>
    </message>
    <message>
        <source>Export library …</source>
        <translation>导出音乐库…</translation>
    </message>
    <message>
        <source>Export moods and stars …</source>
        <translation>导出情绪与评分…</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>History of another player …</source>
        <translation>其他播放器的播放历史…</translation>
    </message>
    <message>
        <source>Songs that the library does not have</source>
        <translation>音乐库中没有的歌曲</translation>
    </message>
    <message>
        <source>Exports (*.jsonl);;All files (*)</source>
        <translation>导出文件 (*.jsonl);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>{n} entries …</source>
        <translation>{n} 条…</translation>
    </message>
    <message>
        <source>{n} entries are in {path} now.</source>
        <translation>已将 {n} 条写入 {path}。</translation>
    </message>
    <message>
        <source>{n} entries are new; {m} were here already.</source>
        <translation>新增 {n} 条，另有 {m} 条已存在。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines of the file are no entries and were passed over.</source>
        <translation>
            <numerusform>文件中有 %Ln 行不是有效条目，已跳过。</numerusform>
        </translation>
    </message>
    <message>
        <source>What was said of these songs counts once you add them:</source>
        <translation>添加以下歌曲后，相应的记录才会生效：</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>That did not work ({reason}); choose another file.</source>
        <translation>操作失败（{reason}），请另选文件。</translation>
    </message>
    <message>
        <source>At work …</source>
        <translation>正在处理…</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Previous</source>
        <translation>上一首</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一首</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Previous</source>
        <translation>上一首</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一首</translation>
    </message>
    <message>
        <source>Show MuseMood</source>
        <translation>显示 MuseMood</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Nothing is playing</source>
        <translation>没有正在播放的歌曲</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
</context>
<context>
    <name>WaysIn</name>
    <message>
        <source>More like this</source>
        <translation>更多相似的歌曲</translation>
    </message>
    <message>
        <source>More like what plays</source>
        <translation>与正在播放的相似</translation>
    </message>
    <message>
        <source>More like “{title}”</source>
        <translation>更多像《{title}》的歌曲</translation>
    </message>
    <message>
        <source>Journey from mood to mood …</source>
        <translation>从一种情绪到另一种的旅程…</translation>
    </message>
</context>
<context>
    <name>WhyList</name>
    <message>
        <source>Why</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>A click leaves one out; another one brings it back.</source>
        <translation>点击可排除一首，再点一次则恢复。</translation>
    </message>
</context>
<context>
    <name>WhyRows</name>
    <message>
        <source>, {n} of them recommended and counted half</source>
        <translation>，其中 {n} 次为推荐，只计一半</translation>
    </message>
    <message>
        <source>{title}: left out</source>
        <translation>{title}：已排除</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已排除</translation>
    </message>
</context>
<context>
    <name>_BannerLine</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>_SortButton</name>
    <message>
        <source>Artist</source>
        <translation>歌手</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>最近添加</translation>
    </message>
    <message>
        <source>Sorted by {order}</source>
        <translation>按{order}排序</translation>
    </message>
</context>
<context>
    <name>_Title</name>
    <message>
        <source>Name of the playlist</source>
        <translation>播放列表名称</translation>
    </message>
    <message>
        <source>Click to rename</source>
        <translation>单击重命名</translation>
    </message>
</context>
</TS>
