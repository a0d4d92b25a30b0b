<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>workbench</name>
    <message>
      <source>&amp;Edit</source>
      <translation>编辑(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>文件(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>帮助(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Run</source>
      <translation>运行(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>视图(&amp;V)</translation>
    </message>
    <message>
      <source>(x − last value) / deviation</source>
      <translation>(x − 末值) / 标准差</translation>
    </message>
    <message>
      <source>(x − mean) / deviation</source>
      <translation>(x − 均值) / 标准差</translation>
    </message>
    <message>
      <source>+ Add</source>
      <translation>+ 添加</translation>
    </message>
    <message>
      <source>+ last value</source>
      <translation>+ 末值</translation>
    </message>
    <message>
      <source>+ the same step of the last season</source>
      <translation>+ 上一周期的同一步</translation>
    </message>
    <message>
      <source>32 bits</source>
      <translation>32 位</translation>
    </message>
    <message>
      <source>A fault in the workbench</source>
      <translation>程序错误</translation>
    </message>
    <message>
      <source>A hundred years of yearly flow (10⁸ m³), with a drop in 1899: very few rows.</source>
      <translation>一百年的年流量（10⁸ m³），1899 年明显下降：行数很少。</translation>
    </message>
    <message>
      <source>A model from a file cannot go on learning; train anew.</source>
      <translation>从文件打开的模型不能继续训练；请重新训练。</translation>
    </message>
    <message>
      <source>A run is in progress. Closing the window ends it, and nothing of it is kept.</source>
      <translation>正在运行。关闭窗口会结束运行，并且不保留任何结果。</translation>
    </message>
    <message>
      <source>A run is in progress; its forecasts would be replaced by those of {file}.</source>
      <translation>正在运行；其预测会被 {file} 的预测取代。</translation>
    </message>
    <message>
      <source>A run is in progress; stop it first.</source>
      <translation>正在运行，请先停止。</translation>
    </message>
    <message>
      <source>A season of {season} steps leaves nothing of {timesteps} timesteps: a sample must be longer than a season.</source>
      <translation>季节周期为 {season} 步，{timesteps} 个时间步减去它就什么也不剩：样本必须比一个周期长。</translation>
    </message>
    <message>
      <source>A step is skipped where every scaled feature has exactly this value.</source>
      <translation>某一步的所有特征缩放后都恰好等于此值时，跳过该步。</translation>
    </message>
    <message>
      <source>About</source>
      <translation>关于</translation>
    </message>
    <message>
      <source>Above {low}, at most {high}.</source>
      <translation>大于 {low}，不超过 {high}。</translation>
    </message>
    <message>
      <source>Absolute error (MAE)</source>
      <translation>绝对误差（MAE）</translation>
    </message>
    <message>
      <source>Accumulated batches</source>
      <translation>梯度累积</translation>
    </message>
    <message>
      <source>Activation</source>
      <translation>激活函数</translation>
    </message>
    <message>
      <source>Adam</source>
      <translation>Adam</translation>
    </message>
    <message>
      <source>AdamW</source>
      <translation>AdamW</translation>
    </message>
    <message>
      <source>Add LSTM layer</source>
      <translation>添加 LSTM 层</translation>
    </message>
    <message>
      <source>Add a learnt number to each gate.</source>
      <translation>为每个门加上一个可学习的偏置。</translation>
    </message>
    <message>
      <source>Add a learnt number to each value the layer gives.</source>
      <translation>为该层的每个输出值加上一个可学习的偏置。</translation>
    </message>
    <message>
      <source>Add an LSTM layer</source>
      <translation>添加一个 LSTM 层</translation>
    </message>
    <message>
      <source>Add an LSTM layer before it</source>
      <translation>在其前面添加一个 LSTM 层</translation>
    </message>
    <message>
      <source>Add {names} to the inputs</source>
      <translation>把 {names} 加入输入</translation>
    </message>
    <message>
      <source>Adding problem (made)</source>
      <translation>加法问题（合成）</translation>
    </message>
    <message>
      <source>Addresses look like training.epochs, windows.timesteps or layers[0].units.</source>
      <translation>地址的写法如 training.epochs、windows.timesteps 或 layers[0].units。</translation>
    </message>
    <message>
      <source>After how many epochs the schedule “in steps” lowers the learning rate again.</source>
      <translation>“阶梯衰减”每隔多少轮降低一次学习率。</translation>
    </message>
    <message>
      <source>After how many epochs without a lower validation loss the schedule “on a plateau” lowers the rate.</source>
      <translation>验证损失连续多少轮没有降低时，“停滞时衰减”就降低学习率。</translation>
    </message>
    <message>
      <source>All epochs done</source>
      <translation>已完成全部轮次</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>所有文件</translation>
    </message>
    <message>
      <source>All that can be opened</source>
      <translation>所有支持的文件</translation>
    </message>
    <message>
      <source>Also hand out the final state: h, and for an LSTM the cell state c. The next layer still reads the output alone.</source>
      <translation>同时给出最终状态：h，LSTM 还包括细胞状态 c。下一层仍然只读取输出。</translation>
    </message>
    <message>
      <source>Apple's GPU</source>
      <translation>Apple GPU</translation>
    </message>
    <message>
      <source>Apply the reset gate after the recurrent product, as torch does; off, before it, as first published.</source>
      <translation>在与循环权重相乘之后再应用重置门，与 torch 相同；关闭时则在相乘之前应用，与最初的论文相同。</translation>
    </message>
    <message>
      <source>Bar |</source>
      <translation>竖线 |</translation>
    </message>
    <message>
      <source>Batch size</source>
      <translation>批大小</translation>
    </message>
    <message>
      <source>Begin with a sample and a small network.</source>
      <translation>从示例数据和一个小网络开始。</translation>
    </message>
    <message>
      <source>Bias</source>
      <translation>偏差</translation>
    </message>
    <message>
      <source>Bidirectional</source>
      <translation>双向</translation>
    </message>
    <message>
      <source>Blank lines between the rows, which were left out: {count}.</source>
      <translation>数据行之间有 {count} 个空行，已略去。</translation>
    </message>
    <message>
      <source>Blanks a share of the values while training, against overfitting.</source>
      <translation>训练时随机清零一部分数值，防止过拟合。</translation>
    </message>
    <message>
      <source>Both ends (same)</source>
      <translation>两端（same）</translation>
    </message>
    <message>
      <source>Bring it back</source>
      <translation>恢复</translation>
    </message>
    <message>
      <source>Bring the same rows back to go on with it, or train anew with these.</source>
      <translation>要继续，请恢复原来的数据行；或者用当前数据重新训练。</translation>
    </message>
    <message>
      <source>Brings the channels of each step to one size; steadies deep stacks.</source>
      <translation>把每一步的各个通道归一化到同一量级，使深层网络更稳定。</translation>
    </message>
    <message>
      <source>CUDA does not start: {detail}</source>
      <translation>CUDA 无法启动：{detail}</translation>
    </message>
    <message>
      <source>Cells such as 12,5 stand between the separators.</source>
      <translation>分隔符之间有 12,5 这样的单元格</translation>
    </message>
    <message>
      <source>Chance alone: no network can beat “tomorrow equals today”.</source>
      <translation>纯随机：没有网络能胜过“明天等于今天”。</translation>
    </message>
    <message>
      <source>Check that the file exists and that you may read it.</source>
      <translation>请确认文件存在，并且您有读取权限。</translation>
    </message>
    <message>
      <source>Check the name and the folder.</source>
      <translation>请检查文件名和文件夹。</translation>
    </message>
    <message>
      <source>Check the separator, and that every row has as many cells as the header.</source>
      <translation>请检查分隔符，并确认每行的单元格数与表头一致。</translation>
    </message>
    <message>
      <source>Choose a CSV file; from a spreadsheet, use “Save as CSV”.</source>
      <translation>请选择 CSV 文件；电子表格请先“另存为 CSV”。</translation>
    </message>
    <message>
      <source>Choose a file that the workbench saved.</source>
      <translation>请选择由本程序保存的文件。</translation>
    </message>
    <message>
      <source>Choose a file with a header line and rows of numbers.</source>
      <translation>请选择含有表头行和数值行的文件。</translation>
    </message>
    <message>
      <source>Choose a file with at least a few dozen rows.</source>
      <translation>请选择至少有几十行的文件。</translation>
    </message>
    <message>
      <source>Choose a shorter horizon or gap, larger shares, or a file with more rows.</source>
      <translation>请选择更短的预测步数或间隔、更大的比例，或行数更多的文件。</translation>
    </message>
    <message>
      <source>Choose a {suffix} file. Pickled models (.pt, .pkl, .h5) are never opened: they can run code.</source>
      <translation>请选择 {suffix} 文件。pickle 格式的模型（.pt、.pkl、.h5）可能会运行代码，因此一律不打开。</translation>
    </message>
    <message>
      <source>Choose another encoding, or save the file as UTF-8.</source>
      <translation>请选择其他编码，或将文件另存为 UTF-8。</translation>
    </message>
    <message>
      <source>Choose another time column, or say that the rows are already in order.</source>
      <translation>请选择其他时间列，或指明各行已按顺序排列。</translation>
    </message>
    <message>
      <source>Choose at least one input column.</source>
      <translation>请至少选择一个输入列。</translation>
    </message>
    <message>
      <source>Choose at least one target column.</source>
      <translation>请至少选择一个目标列。</translation>
    </message>
    <message>
      <source>Choose auto or cpu, or run “workbench doctor” to see every device.</source>
      <translation>请选择 auto 或 cpu，或运行“workbench doctor”查看所有设备。</translation>
    </message>
    <message>
      <source>Choose columns that this file has.</source>
      <translation>请选择此文件中存在的列。</translation>
    </message>
    <message>
      <source>Choose one of {names}.</source>
      <translation>请从以下选项中选择：{names}。</translation>
    </message>
    <message>
      <source>Choose the device {before} to go on with it, or train anew.</source>
      <translation>要继续，请选择设备 {before}；或者重新训练。</translation>
    </message>
    <message>
      <source>Choose the folder of a run that has finished at least one epoch.</source>
      <translation>请选择某次运行的文件夹，该次运行须已完成至少一轮。</translation>
    </message>
    <message>
      <source>Click on the curve to choose the sample that begins there</source>
      <translation>单击曲线，选择从该处开始的样本</translation>
    </message>
    <message>
      <source>Clipping by value</source>
      <translation>按值裁剪</translation>
    </message>
    <message>
      <source>Close all the same?</source>
      <translation>仍要关闭吗？</translation>
    </message>
    <message>
      <source>Close the window.</source>
      <translation>关闭窗口。</translation>
    </message>
    <message>
      <source>Code for</source>
      <translation>代码框架</translation>
    </message>
    <message>
      <source>Column</source>
      <translation>列</translation>
    </message>
    <message>
      <source>Columns and their roles</source>
      <translation>各列及其用途</translation>
    </message>
    <message>
      <source>Columns with words in them are left out; check the separator and the decimal mark.</source>
      <translation>含有文字的列不会被使用；请检查分隔符和小数点符号。</translation>
    </message>
    <message>
      <source>Comma ,</source>
      <translation>逗号 ,</translation>
    </message>
    <message>
      <source>Constant</source>
      <translation>恒定</translation>
    </message>
    <message>
      <source>Conv1D</source>
      <translation>Conv1D</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Copy picture</source>
      <translation>复制图片</translation>
    </message>
    <message>
      <source>Copy report</source>
      <translation>复制报告</translation>
    </message>
    <message>
      <source>Copy the run's folder once more, or train anew.</source>
      <translation>请重新复制一次该次运行的文件夹，或者重新训练。</translation>
    </message>
    <message>
      <source>Correct the settings that are named here.</source>
      <translation>请更正以上列出的设置。</translation>
    </message>
    <message>
      <source>Cosine</source>
      <translation>余弦衰减</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>数据</translation>
    </message>
    <message>
      <source>Day before month</source>
      <translation>日在月前</translation>
    </message>
    <message>
      <source>Decimal mark</source>
      <translation>小数点符号</translation>
    </message>
    <message>
      <source>Dense</source>
      <translation>Dense</translation>
    </message>
    <message>
      <source>Dense at every step of the decoder alike, one value for each target.</source>
      <translation>Dense：在解码器的每一步用法相同，每个目标输出一个值。</translation>
    </message>
    <message>
      <source>Dense, one value for each forecast step and target; its size follows from both.</source>
      <translation>Dense：每个预测步的每个目标各输出一个值；大小由两者决定。</translation>
    </message>
    <message>
      <source>Dense, {values} values for each forecast step and target: what the loss says of their distribution.</source>
      <translation>Dense：每个预测步的每个目标各输出 {values} 个值，即损失函数用来描述其分布的量。</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>设备</translation>
    </message>
    <message>
      <source>Discard the run</source>
      <translation>放弃本次训练</translation>
    </message>
    <message>
      <source>Drag a border, or move it with the arrow keys; Up and Down choose the border.</source>
      <translation>拖动分界线，或用左右方向键移动；上下方向键切换分界线。</translation>
    </message>
    <message>
      <source>Drag to move the split</source>
      <translation>拖动以移动划分</translation>
    </message>
    <message>
      <source>Dropout</source>
      <translation>Dropout</translation>
    </message>
    <message>
      <source>Duplicate layer</source>
      <translation>复制层</translation>
    </message>
    <message>
      <source>Duplicate the chosen layer (Ctrl+D)</source>
      <translation>复制所选层 (Ctrl+D)</translation>
    </message>
    <message>
      <source>Early stopping</source>
      <translation>早停</translation>
    </message>
    <message>
      <source>Enabled</source>
      <translation>启用</translation>
    </message>
    <message>
      <source>Encoding</source>
      <translation>编码</translation>
    </message>
    <message>
      <source>End the run after the batch at hand and keep nothing.</source>
      <translation>当前批结束后停止训练，不保留任何结果。</translation>
    </message>
    <message>
      <source>End the run after the batch at hand and keep the best weights.</source>
      <translation>当前批结束后停止训练，并保留最佳权重。</translation>
    </message>
    <message>
      <source>Epochs</source>
      <translation>训练轮数</translation>
    </message>
    <message>
      <source>Epochs of a step</source>
      <translation>衰减间隔</translation>
    </message>
    <message>
      <source>Epsilon</source>
      <translation>Epsilon</translation>
    </message>
    <message>
      <source>Error by step</source>
      <translation>逐步误差</translation>
    </message>
    <message>
      <source>Error, on the scaled target, from which the Huber loss grows linearly.</source>
      <translation>误差（按缩放后的目标计）超过此值后，Huber 损失改为线性增长。</translation>
    </message>
    <message>
      <source>Every cell of it reads as a date or time.</source>
      <translation>该列每个单元格都能读作日期或时间</translation>
    </message>
    <message>
      <source>Every column of {series} has missing values; {column} has the fewest ({count}).</source>
      <translation>{series} 的每一列都有缺失值；其中 {column} 最少（{count} 个）。</translation>
    </message>
    <message>
      <source>Every time has the offset {offset} from UTC; it was left out, and the times are local.</source>
      <translation>所有时间相对 UTC 的偏移都是 {offset}；已略去偏移，时间为当地时间。</translation>
    </message>
    <message>
      <source>Expected memory</source>
      <translation>预期记忆长度</translation>
    </message>
    <message>
      <source>Experiments</source>
      <translation>实验</translation>
    </message>
    <message>
      <source>Fifty years of growth, prices and rates; the rows are in order, without a date column.</source>
      <translation>五十年的增长、物价和利率；各行按顺序排列，没有日期列。</translation>
    </message>
    <message>
      <source>File name too long</source>
      <translation>文件名过长</translation>
    </message>
    <message>
      <source>File too large</source>
      <translation>文件过大</translation>
    </message>
    <message>
      <source>Fill or remove the rows with missing values in the file, and open it again.</source>
      <translation>请在文件中补全或删除含缺失值的行，然后重新打开。</translation>
    </message>
    <message>
      <source>Fill the missing values in the file, or choose another column.</source>
      <translation>请在文件中补全缺失值，或选择其他列。</translation>
    </message>
    <message>
      <source>Fill the screen, or give it back.</source>
      <translation>进入或退出全屏。</translation>
    </message>
    <message>
      <source>Fill them in the file; the model cannot look back over a hole.</source>
      <translation>请在文件中补全这些值；模型无法跨过缺口回看。</translation>
    </message>
    <message>
      <source>Filters</source>
      <translation>卷积核数</translation>
    </message>
    <message>
      <source>Final share</source>
      <translation>最终比例</translation>
    </message>
    <message>
      <source>Find any setting or action by a few letters.</source>
      <translation>输入几个字，即可找到任意设置或操作。</translation>
    </message>
    <message>
      <source>Finds short patterns: filters that slide along the steps.</source>
      <translation>用沿时间步滑动的卷积核寻找短小的模式。</translation>
    </message>
    <message>
      <source>First bias of the forget gate: 1 remembers for about ten steps, 4 for more than a hundred.</source>
      <translation>遗忘门的初始偏置：1 大约能记住十步，4 能记住一百多步。</translation>
    </message>
    <message>
      <source>First recurrent weights</source>
      <translation>初始循环权重</translation>
    </message>
    <message>
      <source>First weights</source>
      <translation>初始权重</translation>
    </message>
    <message>
      <source>Fold or open this card</source>
      <translation>折叠或展开此卡片</translation>
    </message>
    <message>
      <source>Fold {card}</source>
      <translation>折叠“{card}”</translation>
    </message>
    <message>
      <source>Forecast</source>
      <translation>预测</translation>
    </message>
    <message>
      <source>Forecast past the end of the data</source>
      <translation>数据末尾之后的预测</translation>
    </message>
    <message>
      <source>Forget bias</source>
      <translation>遗忘门偏置</translation>
    </message>
    <message>
      <source>Forget the last window</source>
      <translation>不再沿用上一窗口的状态</translation>
    </message>
    <message>
      <source>Found by itself:</source>
      <translation>自动识别：</translation>
    </message>
    <message>
      <source>Four years of rain, temperatures (°C) and wind: several inputs for one target.</source>
      <translation>四年的降水、气温（°C）和风速：用多个输入预测一个目标。</translation>
    </message>
    <message>
      <source>Free some space or choose another folder; what was there before is unchanged.</source>
      <translation>请腾出空间或选择其他文件夹；原有文件未受影响。</translation>
    </message>
    <message>
      <source>From {low} to {high} {unit}.</source>
      <translation>范围：{low} 到 {high} {unit}。</translation>
    </message>
    <message>
      <source>From {low} to {high}.</source>
      <translation>范围：{low} 到 {high}。</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>全屏</translation>
    </message>
    <message>
      <source>Function applied to every value the layer gives.</source>
      <translation>作用于该层每个输出值的函数。</translation>
    </message>
    <message>
      <source>Function that shapes the values the layer gives. The gates always use a sigmoid.</source>
      <translation>决定该层输出数值形状的函数。各个门始终使用 sigmoid。</translation>
    </message>
    <message>
      <source>GRU</source>
      <translation>GRU</translation>
    </message>
    <message>
      <source>Gap</source>
      <translation>间隔</translation>
    </message>
    <message>
      <source>Gaps in the times: {count}. The rows on both sides of a gap count as neighbours.</source>
      <translation>时间有 {count} 处中断。中断处前后的两行按相邻处理。</translation>
    </message>
    <message>
      <source>Gaussian likelihood (NLL)</source>
      <translation>高斯似然（NLL）</translation>
    </message>
    <message>
      <source>Give it a file with at least that many rows.</source>
      <translation>请提供至少有这么多行的文件。</translation>
    </message>
    <message>
      <source>Give it a file with the columns the model was trained on.</source>
      <translation>请提供包含模型训练时所用各列的文件。</translation>
    </message>
    <message>
      <source>Give it a longer file.</source>
      <translation>请提供更长的文件。</translation>
    </message>
    <message>
      <source>Give the file or its folder another name.</source>
      <translation>请给文件或其所在文件夹改名。</translation>
    </message>
    <message>
      <source>Give the hidden state of every step, not only of the last one. A recurrent layer that follows needs it.</source>
      <translation>输出每一步的隐藏状态，而不只是最后一步。后面还有循环层时必须打开。</translation>
    </message>
    <message>
      <source>Gives one vector as several steps: the start of a decoder.</source>
      <translation>把一个向量重复成多步：解码器由此开始。</translation>
    </message>
    <message>
      <source>Gives several steps as one wide step, such as the 24 hours of a day.</source>
      <translation>把多步合并成更宽的一步，例如把一天的 24 小时合为一步。</translation>
    </message>
    <message>
      <source>Go backwards</source>
      <translation>反向读取</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>Go on with a newer workbench.</source>
      <translation>请用更新版本的程序继续。</translation>
    </message>
    <message>
      <source>Go on with the shown run, from its last finished epoch.</source>
      <translation>从最后完成的一轮起，继续当前显示的运行。</translation>
    </message>
    <message>
      <source>Gradient clipping</source>
      <translation>梯度裁剪</translation>
    </message>
    <message>
      <source>Help on the focused field</source>
      <translation>当前设置项的帮助</translation>
    </message>
    <message>
      <source>Horizon</source>
      <translation>预测步数</translation>
    </message>
    <message>
      <source>How columns are brought to one size, measured on the training part alone: standard gives mean 0 and deviation 1, robust uses median and quartiles.</source>
      <translation>如何把各列缩放到同一量级，只根据训练部分计算：标准化使均值为 0、标准差为 1，稳健缩放使用中位数和四分位数。</translation>
    </message>
    <message>
      <source>How many batches make one step of the optimizer: as one large batch would, in the memory of a small one.</source>
      <translation>累积多少批之后优化器才更新一步：效果相当于一个大批，却只占用小批的内存。</translation>
    </message>
    <message>
      <source>How many equal steps the vector becomes; for a decoder, the horizon.</source>
      <translation>把向量重复成多少个相同的步；用于解码器时，应等于预测步数。</translation>
    </message>
    <message>
      <source>How many future steps the network forecasts at once.</source>
      <translation>网络一次预测未来多少步。</translation>
    </message>
    <message>
      <source>How many neighbouring steps a filter sees at once.</source>
      <translation>一个卷积核一次看到多少个相邻的步。</translation>
    </message>
    <message>
      <source>How many past steps the network sees in one sample (the look-back).</source>
      <translation>一个样本中网络能看到过去多少步（即回看）。</translation>
    </message>
    <message>
      <source>How many patterns are looked for; the channels of the output.</source>
      <translation>要寻找多少种模式；也就是输出的通道数。</translation>
    </message>
    <message>
      <source>How many samples are averaged for one step of the optimizer.</source>
      <translation>优化器每更新一步，对多少个样本取平均。</translation>
    </message>
    <message>
      <source>How many steps back the gradient goes through a recurrent layer; switched off, it goes all the way.</source>
      <translation>梯度在循环层中往回传播多少步；关闭时一直传到最开头。</translation>
    </message>
    <message>
      <source>How many steps become one; the number of steps must be a multiple of it.</source>
      <translation>把多少步合并为一步；总步数必须是它的整数倍。</translation>
    </message>
    <message>
      <source>How many values the layer gives for each step.</source>
      <translation>该层在每一步输出多少个值。</translation>
    </message>
    <message>
      <source>How much of its last step SGD keeps. Other optimizers do not use it.</source>
      <translation>SGD 保留上一步更新量的比例。其他优化器不使用此项。</translation>
    </message>
    <message>
      <source>How often the network sees the whole training part, at most.</source>
      <translation>网络最多把整个训练部分看多少遍。</translation>
    </message>
    <message>
      <source>How the file is read</source>
      <translation>文件读取方式</translation>
    </message>
    <message>
      <source>How the file's bytes spell its characters.</source>
      <translation>文件字节与字符之间的编码方式。</translation>
    </message>
    <message>
      <source>How the learning rate changes while the network learns: in steps, along a half cosine, up and down once, or whenever the validation loss has stopped falling.</source>
      <translation>训练过程中学习率如何变化：按阶梯下降、沿半个余弦下降、先升后降一次，或在验证损失不再下降时降低。</translation>
    </message>
    <message>
      <source>How the network is drawn</source>
      <translation>网络的绘制方式</translation>
    </message>
    <message>
      <source>How the two directions of a bidirectional layer become one output.</source>
      <translation>双向层如何把两个方向合并为一个输出。</translation>
    </message>
    <message>
      <source>How the weights are drawn before the training.</source>
      <translation>训练之前如何随机生成权重。</translation>
    </message>
    <message>
      <source>How the weights of the inputs are drawn before the training.</source>
      <translation>训练之前如何随机生成输入的权重。</translation>
    </message>
    <message>
      <source>How the weights of the state are drawn before the training; orthogonal ones keep its length.</source>
      <translation>训练之前如何随机生成状态的权重；正交权重能保持状态向量的长度不变。</translation>
    </message>
    <message>
      <source>Huber</source>
      <translation>Huber</translation>
    </message>
    <message>
      <source>Huber delta</source>
      <translation>Huber 阈值</translation>
    </message>
    <message>
      <source>In steps</source>
      <translation>阶梯衰减</translation>
    </message>
    <message>
      <source>Initial state</source>
      <translation>初始状态</translation>
    </message>
    <message>
      <source>Input</source>
      <translation>输入</translation>
    </message>
    <message>
      <source>Input dropout</source>
      <translation>输入丢弃率</translation>
    </message>
    <message>
      <source>Inputs</source>
      <translation>输入</translation>
    </message>
    <message>
      <source>Is a directory</source>
      <translation>这是一个文件夹</translation>
    </message>
    <message>
      <source>It has no weights; the Windows card sets it.</source>
      <translation>它没有权重；在“滑动窗口”卡片中设置。</translation>
    </message>
    <message>
      <source>It is not your doing. Your experiment could not be saved aside: save it now, if you can.</source>
      <translation>这不是您的操作造成的。实验未能另行保存：请尽可能现在保存。</translation>
    </message>
    <message>
      <source>It is not your doing. Your experiment is safe; you can go on working or start again.</source>
      <translation>这不是您的操作造成的。您的实验是安全的，可以继续工作或重新启动。</translation>
    </message>
    <message>
      <source>It is the first layer.</source>
      <translation>这已经是第一层。</translation>
    </message>
    <message>
      <source>It is the last layer.</source>
      <translation>这已经是最后一层。</translation>
    </message>
    <message>
      <source>It opens CSV files, experiments (.experiment.json) and models (.seqmodel).</source>
      <translation>支持 CSV 文件、实验（.experiment.json）和模型（.seqmodel）。</translation>
    </message>
    <message>
      <source>It stands equally often in each of the first {count} lines.</source>
      <translation>前 {count} 行中，它在每行出现的次数相同</translation>
    </message>
    <message>
      <source>Its columns are: {columns}.</source>
      <translation>现有的列：{columns}。</translation>
    </message>
    <message>
      <source>Kernel size</source>
      <translation>卷积核大小</translation>
    </message>
    <message>
      <source>LSTM</source>
      <translation>LSTM</translation>
    </message>
    <message>
      <source>Largest part of the gradient allowed; each number beyond it is cut, before the whole is shortened.</source>
      <translation>梯度各分量允许的最大绝对值，超出的分量会被截断；在缩小梯度范数之前进行。</translation>
    </message>
    <message>
      <source>Last value</source>
      <translation>末值</translation>
    </message>
    <message>
      <source>Last value and deviation</source>
      <translation>末值和标准差</translation>
    </message>
    <message>
      <source>Layer {number} (Masking) looks for a value that window normalisation or seasonal residual have changed before it.</source>
      <translation>第 {number} 层（Masking）所找的值，在到达它之前已被窗口归一化或季节残差改变。</translation>
    </message>
    <message>
      <source>Layer {number} (RepeatVector) repeats {steps} times, but the horizon is {horizon}.</source>
      <translation>第 {number} 层（RepeatVector）重复 {steps} 步，而预测步数为 {horizon}。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) cannot start both from its own last window and from layer {earlier} ({earlier_kind}).</source>
      <translation>第 {number} 层（{kind}）不能既沿用自身上一窗口的状态，又从第 {earlier} 层（{earlier_kind}）的状态开始。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) cannot start from layer {earlier} ({earlier_kind}), which has other states.</source>
      <translation>第 {number} 层（{kind}）不能从第 {earlier} 层（{earlier_kind}）的状态开始，因为两者的状态种类不同。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) has a kernel of {length} steps, but is given only {steps}.</source>
      <translation>第 {number} 层（{kind}）的卷积核有 {length} 步，而输入只有 {steps} 步。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) has no bias, which is what the expected memory would set.</source>
      <translation>第 {number} 层（{kind}）没有偏置，而预期记忆长度正是通过偏置来设定的。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) has {units} units, but starts from the {earlier_units} of layer {earlier} ({earlier_kind}).</source>
      <translation>第 {number} 层（{kind}）有 {units} 个单元，而为它提供初始状态的第 {earlier} 层（{earlier_kind}）有 {earlier_units} 个单元。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) is stateful: each window must begin where the one before it ended, but with a stride of {stride} and {timesteps} timesteps it does not.</source>
      <translation>第 {number} 层（{kind}）跨窗口保留状态：每个窗口必须从上一个窗口结束处开始，而步幅 {stride}、时间步 {timesteps} 做不到这一点。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) makes all {steps} steps into one, and with a single step nothing is ever remembered.</source>
      <translation>第 {number} 层（{kind}）把全部 {steps} 步合并为一步，而只有一步时什么也记不住。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) makes segments of {length} steps, but {steps} steps are no multiple of that.</source>
      <translation>第 {number} 层（{kind}）以每 {length} 步为一段，而 {steps} 步不是它的整数倍。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) needs the final state of layer {earlier} ({earlier_kind}).</source>
      <translation>第 {number} 层（{kind}）需要第 {earlier} 层（{earlier_kind}）的最终状态。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) reads the window both ways, but starts from layer {earlier} ({earlier_kind}), which reads it one way.</source>
      <translation>第 {number} 层（{kind}）双向读取窗口，而为它提供初始状态的第 {earlier} 层（{earlier_kind}）只单向读取。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) reads the window one way, but starts from layer {earlier} ({earlier_kind}), which reads it both ways.</source>
      <translation>第 {number} 层（{kind}）单向读取窗口，而为它提供初始状态的第 {earlier} 层（{earlier_kind}）双向读取。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) returns every step, but layer {later} ({later_kind}) takes one vector.</source>
      <translation>第 {number} 层（{kind}）返回完整序列，而第 {later} 层（{later_kind}）只接收一个向量。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) returns every step, but the output needs only the last one.</source>
      <translation>第 {number} 层（{kind}）返回完整序列，而输出层只需要最后一步。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) returns only the last step, but layer {later} ({later_kind}) needs every step.</source>
      <translation>第 {number} 层（{kind}）只返回最后一步，而第 {later} 层（{later_kind}）需要完整序列。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) starts from the state of layer {earlier} ({earlier_kind}), which does not come before it.</source>
      <translation>第 {number} 层（{kind}）从第 {earlier} 层（{earlier_kind}）的状态开始，但后者不在它之前。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) starts from the state of layer {earlier} ({earlier_kind}), which is switched off.</source>
      <translation>第 {number} 层（{kind}）从第 {earlier} 层（{earlier_kind}）的状态开始，但后者已停用。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) starts from the state of {name}, but there is no such layer.</source>
      <translation>第 {number} 层（{kind}）从 {name} 的状态开始，但没有这样的层。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) takes one vector, but no recurrent layer turns the {steps} steps into one.</source>
      <translation>第 {number} 层（{kind}）只接收一个向量，但没有循环层把 {steps} 个时间步变成一个向量。</translation>
    </message>
    <message>
      <source>Layer {number} · {kind}</source>
      <translation>第 {number} 层 · {kind}</translation>
    </message>
    <message>
      <source>Layer {number}, called {name}</source>
      <translation>第 {number} 层，名为 {name}</translation>
    </message>
    <message>
      <source>Layer {number}: {kind}, output {shape}, {count} parameters</source>
      <translation>第 {number} 层：{kind}，输出 {shape}，{count} 个参数</translation>
    </message>
    <message>
      <source>LayerNorm</source>
      <translation>LayerNorm</translation>
    </message>
    <message>
      <source>Layers</source>
      <translation>网络层</translation>
    </message>
    <message>
      <source>Learning rate</source>
      <translation>学习率</translation>
    </message>
    <message>
      <source>Leave {column} out</source>
      <translation>不使用 {column}</translation>
    </message>
    <message>
      <source>Length of the season: the layers see the difference to one season before, and the forecast is a correction to the last season.</source>
      <translation>季节周期的长度：网络层看到的是与一个周期之前的差，预测则是对上一周期的修正。</translation>
    </message>
    <message>
      <source>Lets recurrent layers skip the steps that hold one agreed value.</source>
      <translation>让循环层跳过全为某个约定值的步。</translation>
    </message>
    <message>
      <source>Likely cause: the columns are not scaled. Choose the standard scaler.</source>
      <translation>可能的原因：各列没有缩放。请选择“标准化”缩放。</translation>
    </message>
    <message>
      <source>Likely cause: the gradients exploded. Switch gradient clipping on; 1 is a good start.</source>
      <translation>可能的原因：梯度爆炸。请启用梯度裁剪，可先设为 1。</translation>
    </message>
    <message>
      <source>Likely cause: the learning rate {rate:g} is too high. Try {lower:g}.</source>
      <translation>可能的原因：学习率 {rate:g} 过大。请试试 {lower:g}。</translation>
    </message>
    <message>
      <source>Likely cause: {kind} with the activation {activation} grows without bound from step to step. Use tanh, or lower the learning rate ({rate:g}).</source>
      <translation>可能的原因：{kind} 使用激活函数 {activation}，数值逐步无限增长。请改用 tanh，或降低学习率（{rate:g}）。</translation>
    </message>
    <message>
      <source>Loading the plots…</source>
      <translation>正在加载绘图组件…</translation>
    </message>
    <message>
      <source>Loading torch and preparing the samples…</source>
      <translation>正在加载 torch 并准备样本…</translation>
    </message>
    <message>
      <source>Loading torch, then it begins…</source>
      <translation>正在加载 torch，随后开始…</translation>
    </message>
    <message>
      <source>Longest gradient allowed; longer ones are shortened. It keeps recurrent networks from exploding.</source>
      <translation>允许的最大梯度范数，超过时按比例缩小；可防止循环网络梯度爆炸。</translation>
    </message>
    <message>
      <source>Look-back at a boundary</source>
      <translation>边界处的回看</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>损失</translation>
    </message>
    <message>
      <source>MAE</source>
      <translation>MAE</translation>
    </message>
    <message>
      <source>MASE</source>
      <translation>MASE</translation>
    </message>
    <message>
      <source>Make the change again.</source>
      <translation>重做刚才撤销的更改。</translation>
    </message>
    <message>
      <source>Masked value</source>
      <translation>掩码值</translation>
    </message>
    <message>
      <source>Masking</source>
      <translation>Masking</translation>
    </message>
    <message>
      <source>Mean (ave)</source>
      <translation>平均（ave）</translation>
    </message>
    <message>
      <source>Mean absolute error divided by the mean step in the training part: below 1 beats repeating the last value.</source>
      <translation>平均绝对误差除以训练部分的平均步长：小于 1 表示优于重复最后一个值。</translation>
    </message>
    <message>
      <source>Mean absolute error, in the target's unit.</source>
      <translation>平均绝对误差，单位与目标相同。</translation>
    </message>
    <message>
      <source>Mean and deviation</source>
      <translation>均值和标准差</translation>
    </message>
    <message>
      <source>Mean of forecast minus truth: above 0, the forecasts are too high.</source>
      <translation>预测值减真实值的平均：大于 0 表示预测偏高。</translation>
    </message>
    <message>
      <source>Measures on the test part</source>
      <translation>测试部分的指标</translation>
    </message>
    <message>
      <source>Memory that the workbench takes</source>
      <translation>本程序占用的内存</translation>
    </message>
    <message>
      <source>Mend the network first; then there is code to copy.</source>
      <translation>请先修正网络，之后才有代码可以复制。</translation>
    </message>
    <message>
      <source>Merge mode</source>
      <translation>合并方式</translation>
    </message>
    <message>
      <source>Min-max (0–1)</source>
      <translation>最小–最大（0–1）</translation>
    </message>
    <message>
      <source>Missing values in {column}: {count}, the first at row {row} ({when}).</source>
      <translation>{column} 有 {count} 个缺失值，第一个在第 {row} 行（{when}）。</translation>
    </message>
    <message>
      <source>Missing values in {column}: {count}, the first at row {row}.</source>
      <translation>{column} 有 {count} 个缺失值，第一个在第 {row} 行。</translation>
    </message>
    <message>
      <source>Mixed (CUDA)</source>
      <translation>混合（CUDA）</translation>
    </message>
    <message>
      <source>Mixed computes most products on a CUDA device in 16 bits: faster and smaller, and a little less exact. The CPU computes in 32 bits only.</source>
      <translation>混合精度在 CUDA 设备上以 16 位计算大部分乘法：更快、更省显存，精确度略低。CPU 只以 32 位计算。</translation>
    </message>
    <message>
      <source>Mixed precision needs a CUDA device; this run would be on {device}.</source>
      <translation>混合精度需要 CUDA 设备；而本次运行将使用 {device}。</translation>
    </message>
    <message>
      <source>Model {name} opened</source>
      <translation>已打开模型 {name}</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Momentum</source>
      <translation>动量</translation>
    </message>
    <message>
      <source>More epochs</source>
      <translation>追加轮数</translation>
    </message>
    <message>
      <source>More settings</source>
      <translation>更多设置</translation>
    </message>
    <message>
      <source>Move the chosen layer down (Alt+Down)</source>
      <translation>下移所选层 (Alt+Down)</translation>
    </message>
    <message>
      <source>Move the chosen layer up (Alt+Up)</source>
      <translation>上移所选层 (Alt+Up)</translation>
    </message>
    <message>
      <source>Nearly the memory of an LSTM with two gates and fewer weights.</source>
      <translation>只用两个门、权重更少，记忆力却接近 LSTM。</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>网络</translation>
    </message>
    <message>
      <source>Network: {layers}</source>
      <translation>网络：{layers}</translation>
    </message>
    <message>
      <source>New experiment</source>
      <translation>新建实验</translation>
    </message>
    <message>
      <source>Next values</source>
      <translation>后续值</translation>
    </message>
    <message>
      <source>No column is chosen to be forecast.</source>
      <translation>没有选择要预测的列。</translation>
    </message>
    <message>
      <source>No mean error can be given: values or forecasts of {target} are no finite numbers.</source>
      <translation>无法给出平均误差：{target} 的数值或预测不是有限数。</translation>
    </message>
    <message>
      <source>No recurrent layer learns which steps layer {number} (Masking) marks.</source>
      <translation>第 {number} 层（Masking）标记了要跳过的步，但没有循环层能得知这些标记。</translation>
    </message>
    <message>
      <source>No recurrent layer turns the {steps} steps into the one vector that the output needs.</source>
      <translation>没有循环层把 {steps} 个时间步变成输出层所需的一个向量。</translation>
    </message>
    <message>
      <source>No run is in progress.</source>
      <translation>当前没有运行。</translation>
    </message>
    <message>
      <source>No series is loaded.</source>
      <translation>未载入序列。</translation>
    </message>
    <message>
      <source>No space left on device</source>
      <translation>磁盘空间不足</translation>
    </message>
    <message>
      <source>No such file or directory</source>
      <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
      <source>No time column was found: the rows are taken to be in order.</source>
      <translation>未找到时间列，视各行已按顺序排列。</translation>
    </message>
    <message>
      <source>None</source>
      <translation>无</translation>
    </message>
    <message>
      <source>None (valid)</source>
      <translation>不填充（valid）</translation>
    </message>
    <message>
      <source>Normal temperature of every hour of a year (°F), with the date in the second column.</source>
      <translation>一年中每小时的常年平均气温（°F），日期在第二列。</translation>
    </message>
    <message>
      <source>Normal temperature of every hour of a year (°F): a strong daily rhythm.</source>
      <translation>一年中每小时的常年平均气温（°F）：昼夜规律明显。</translation>
    </message>
    <message>
      <source>Normalisation</source>
      <translation>归一化</translation>
    </message>
    <message>
      <source>Not a directory</source>
      <translation>不是文件夹</translation>
    </message>
    <message>
      <source>Note's stack</source>
      <translation>笔记中的网络</translation>
    </message>
    <message>
      <source>Nothing to redo</source>
      <translation>没有可重做的操作</translation>
    </message>
    <message>
      <source>Nothing to undo</source>
      <translation>没有可撤销的操作</translation>
    </message>
    <message>
      <source>Notices: {count}</source>
      <translation>提示：{count} 条</translation>
    </message>
    <message>
      <source>Of a single time step, window normalisation leaves nothing but zeros: the layers see no data.</source>
      <translation>只有一个时间步时，窗口归一化的结果全为零：网络层看不到任何数据。</translation>
    </message>
    <message>
      <source>On a plateau</source>
      <translation>停滞时衰减</translation>
    </message>
    <message>
      <source>One LSTM of 32 units: trains in seconds, and is often enough.</source>
      <translation>一个 32 单元的 LSTM：几秒即可训练完，往往已经够用。</translation>
    </message>
    <message>
      <source>One cycle</source>
      <translation>单周期</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Open a CSV file, an experiment or a saved model.</source>
      <translation>打开 CSV 文件、实验或已保存的模型。</translation>
    </message>
    <message>
      <source>Open a model that the workbench saved (.seqmodel).</source>
      <translation>请打开由本程序保存的模型（.seqmodel）。</translation>
    </message>
    <message>
      <source>Open it with a newer workbench.</source>
      <translation>请用更新版本的程序打开。</translation>
    </message>
    <message>
      <source>Open recent</source>
      <translation>最近打开</translation>
    </message>
    <message>
      <source>Open the folder</source>
      <translation>打开文件夹</translation>
    </message>
    <message>
      <source>Open…</source>
      <translation>打开…</translation>
    </message>
    <message>
      <source>Optimizer</source>
      <translation>优化器</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>输出</translation>
    </message>
    <message>
      <source>Output layer: {shape}, {count} parameters</source>
      <translation>输出层：{shape}，{count} 个参数</translation>
    </message>
    <message>
      <source>Output shape: B samples of a batch, then steps and channels</source>
      <translation>输出形状：B 为一批的样本数，其后是步数和通道数</translation>
    </message>
    <message>
      <source>Over how many epochs the learning rate rises evenly to its full size, before the schedule begins.</source>
      <translation>在调度开始之前，学习率用多少轮匀速升到设定值。</translation>
    </message>
    <message>
      <source>Pad the start with zeros (causal)</source>
      <translation>在开头补零（causal）</translation>
    </message>
    <message>
      <source>Padding</source>
      <translation>填充</translation>
    </message>
    <message>
      <source>Part</source>
      <translation>部分</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>暂停</translation>
    </message>
    <message>
      <source>Peak of the cycle</source>
      <translation>峰值位置</translation>
    </message>
    <message>
      <source>Permission denied</source>
      <translation>没有权限</translation>
    </message>
    <message>
      <source>Plateau patience</source>
      <translation>停滞容忍期</translation>
    </message>
    <message>
      <source>Point .</source>
      <translation>点 .</translation>
    </message>
    <message>
      <source>Precision</source>
      <translation>精度</translation>
    </message>
    <message>
      <source>Preparing the samples…</source>
      <translation>正在准备样本…</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>预设</translation>
    </message>
    <message>
      <source>Press Train (F5): the losses and the forecasts appear here while the network learns.</source>
      <translation>按“训练”（F5）：网络学习时，这里会显示损失和预测。</translation>
    </message>
    <message>
      <source>Product (mul)</source>
      <translation>相乘（mul）</translation>
    </message>
    <message>
      <source>Progress of the run</source>
      <translation>训练进度</translation>
    </message>
    <message>
      <source>Pulls the weights towards zero a little at each step, against overfitting.</source>
      <translation>每一步把权重略微拉向零，防止过拟合。</translation>
    </message>
    <message>
      <source>Put a copy below the chosen layer.</source>
      <translation>在所选层下方放一个副本。</translation>
    </message>
    <message>
      <source>Put an LSTM below the chosen layer.</source>
      <translation>在所选层下方添加一个 LSTM。</translation>
    </message>
    <message>
      <source>Put the cursor into a field and press F1: it says what the field means.</source>
      <translation>把光标放进任意设置项后按 F1，即可查看它的含义。</translation>
    </message>
    <message>
      <source>Quantile levels</source>
      <translation>分位数水平</translation>
    </message>
    <message>
      <source>Quantiles (pinball)</source>
      <translation>分位数（pinball）</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>退出</translation>
    </message>
    <message>
      <source>RMSE</source>
      <translation>RMSE</translation>
    </message>
    <message>
      <source>RMSprop</source>
      <translation>RMSprop</translation>
    </message>
    <message>
      <source>Random walk (made)</source>
      <translation>随机游走（合成）</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>丢弃率</translation>
    </message>
    <message>
      <source>Read it both ways</source>
      <translation>改为双向读取</translation>
    </message>
    <message>
      <source>Read it one way</source>
      <translation>改为单向读取</translation>
    </message>
    <message>
      <source>Read the window forwards and backwards with two sets of weights.</source>
      <translation>用两组权重分别正向和反向读取窗口。</translation>
    </message>
    <message>
      <source>Read the window from its last step to its first.</source>
      <translation>从窗口的最后一步读到第一步。</translation>
    </message>
    <message>
      <source>Read-only file system</source>
      <translation>文件系统只读</translation>
    </message>
    <message>
      <source>Reading {name}…</source>
      <translation>正在读取 {name}…</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>正在读取…</translation>
    </message>
    <message>
      <source>Reads each window both ways; for patterns whose end explains their start.</source>
      <translation>双向读取每个窗口；适合要看到结尾才能理解开头的模式。</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>就绪</translation>
    </message>
    <message>
      <source>Ready; torch is being loaded in the background…</source>
      <translation>就绪；正在后台加载 torch…</translation>
    </message>
    <message>
      <source>Recurrent dropout</source>
      <translation>循环丢弃率</translation>
    </message>
    <message>
      <source>Recurrent networks on your own time series. Everything stays on this machine.</source>
      <translation>用您自己的时间序列训练循环神经网络。所有数据都只留在本机。</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Remembers over long spans: a cell state guarded by three gates.</source>
      <translation>能跨越较长时间保留信息：细胞状态由三个门控制。</translation>
    </message>
    <message>
      <source>Remove a layer first.</source>
      <translation>请先移除一层。</translation>
    </message>
    <message>
      <source>Remove the chosen layer (Del)</source>
      <translation>移除所选层 (Del)</translation>
    </message>
    <message>
      <source>Repair: {label}.</source>
      <translation>修复方法：{label}。</translation>
    </message>
    <message>
      <source>Repeat {horizon} times</source>
      <translation>改为重复 {horizon} 步</translation>
    </message>
    <message>
      <source>RepeatVector</source>
      <translation>RepeatVector</translation>
    </message>
    <message>
      <source>Repeats</source>
      <translation>重复步数</translation>
    </message>
    <message>
      <source>Replace a layer by a recurrent one.</source>
      <translation>请把其中一层换成循环层。</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>Reset after</source>
      <translation>重置门后置</translation>
    </message>
    <message>
      <source>Return every step</source>
      <translation>返回完整序列</translation>
    </message>
    <message>
      <source>Return only the last step</source>
      <translation>只返回最后一步</translation>
    </message>
    <message>
      <source>Return sequences</source>
      <translation>返回完整序列</translation>
    </message>
    <message>
      <source>Return state</source>
      <translation>返回状态</translation>
    </message>
    <message>
      <source>Return the state</source>
      <translation>返回状态</translation>
    </message>
    <message>
      <source>River Nile, yearly</source>
      <translation>尼罗河流量，每年</translation>
    </message>
    <message>
      <source>Robust (quartiles)</source>
      <translation>稳健（四分位数）</translation>
    </message>
    <message>
      <source>Root mean squared error, in the target's unit: large errors count more.</source>
      <translation>均方根误差，单位与目标相同：大误差的影响更大。</translation>
    </message>
    <message>
      <source>Rows of the sample</source>
      <translation>该样本的各行</translation>
    </message>
    <message>
      <source>Rows that repeat the time of the row before: {count}. They are kept as steps.</source>
      <translation>有 {count} 行的时间与上一行相同，仍各作为一步保留。</translation>
    </message>
    <message>
      <source>Rows where the time goes back: {count}. They are kept in the order of the file.</source>
      <translation>有 {count} 行的时间早于上一行，仍按文件中的顺序保留。</translation>
    </message>
    <message>
      <source>Runs and recovered work: {path}</source>
      <translation>运行记录与恢复文件：{path}</translation>
    </message>
    <message>
      <source>R²</source>
      <translation>R²</translation>
    </message>
    <message>
      <source>SGD</source>
      <translation>SGD</translation>
    </message>
    <message>
      <source>Sample</source>
      <translation>样本</translation>
    </message>
    <message>
      <source>Sample data</source>
      <translation>示例数据</translation>
    </message>
    <message>
      <source>Samples</source>
      <translation>样本</translation>
    </message>
    <message>
      <source>Samples of the training part, in Keras' order of axes.</source>
      <translation>训练部分的样本，轴的顺序与 Keras 相同。</translation>
    </message>
    <message>
      <source>Samples: training {train}, validation {validation}, test {test}</source>
      <translation>样本数：训练 {train}，验证 {validation}，测试 {test}</translation>
    </message>
    <message>
      <source>San Francisco temperatures, hourly</source>
      <translation>旧金山气温，每小时</translation>
    </message>
    <message>
      <source>Save everything that is set, as a small text file.</source>
      <translation>将全部设置保存为一个小型文本文件。</translation>
    </message>
    <message>
      <source>Save experiment</source>
      <translation>保存实验</translation>
    </message>
    <message>
      <source>Save experiment as…</source>
      <translation>实验另存为…</translation>
    </message>
    <message>
      <source>Save it?</source>
      <translation>要保存吗？</translation>
    </message>
    <message>
      <source>Save model</source>
      <translation>保存模型</translation>
    </message>
    <message>
      <source>Save model…</source>
      <translation>保存模型…</translation>
    </message>
    <message>
      <source>Save numbers</source>
      <translation>保存数据</translation>
    </message>
    <message>
      <source>Save numbers…</source>
      <translation>保存数据…</translation>
    </message>
    <message>
      <source>Save picture</source>
      <translation>保存图片</translation>
    </message>
    <message>
      <source>Save picture…</source>
      <translation>保存图片…</translation>
    </message>
    <message>
      <source>Save the model again from its run, or copy the file once more.</source>
      <translation>请从训练结果重新保存模型，或重新复制一次文件。</translation>
    </message>
    <message>
      <source>Save the model again from its run.</source>
      <translation>请从训练结果重新保存模型。</translation>
    </message>
    <message>
      <source>Save the trained network with its scalers, columns and windows.</source>
      <translation>保存训练好的网络，以及所用的缩放、列和窗口设置。</translation>
    </message>
    <message>
      <source>Save them?</source>
      <translation>要保存吗？</translation>
    </message>
    <message>
      <source>Save under another name.</source>
      <translation>以其他名称保存。</translation>
    </message>
    <message>
      <source>Say how many more it should do.</source>
      <translation>请指定还要再训练多少轮。</translation>
    </message>
    <message>
      <source>Say what the focused field means.</source>
      <translation>说明当前设置项的含义。</translation>
    </message>
    <message>
      <source>Scaler</source>
      <translation>缩放</translation>
    </message>
    <message>
      <source>Schedule</source>
      <translation>学习率调度</translation>
    </message>
    <message>
      <source>Schedule factor</source>
      <translation>衰减系数</translation>
    </message>
    <message>
      <source>Search settings and actions</source>
      <translation>搜索设置和操作</translation>
    </message>
    <message>
      <source>Seasonal residual</source>
      <translation>季节残差</translation>
    </message>
    <message>
      <source>Seattle temperatures, hourly</source>
      <translation>西雅图气温，每小时</translation>
    </message>
    <message>
      <source>Seattle weather, daily</source>
      <translation>西雅图天气，每天</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>随机种子</translation>
    </message>
    <message>
      <source>Segment length</source>
      <translation>每段步数</translation>
    </message>
    <message>
      <source>Segments</source>
      <translation>Segments</translation>
    </message>
    <message>
      <source>Semicolon ;</source>
      <translation>分号 ;</translation>
    </message>
    <message>
      <source>Separator</source>
      <translation>分隔符</translation>
    </message>
    <message>
      <source>Series</source>
      <translation>序列</translation>
    </message>
    <message>
      <source>Series that come with the workbench</source>
      <translation>程序自带的序列</translation>
    </message>
    <message>
      <source>Set data.options.day_first to true or false.</source>
      <translation>请将 data.options.day_first 设为 true 或 false。</translation>
    </message>
    <message>
      <source>Set the precision to 32 bits, or choose a CUDA device.</source>
      <translation>请把精度设为 32 位，或选择 CUDA 设备。</translation>
    </message>
    <message>
      <source>Settings: {path}</source>
      <translation>设置：{path}</translation>
    </message>
    <message>
      <source>Share of the epochs over which the schedule “one cycle” rises; over the rest it falls.</source>
      <translation>“单周期”的上升阶段占总轮数的比例；其余轮中学习率下降。</translation>
    </message>
    <message>
      <source>Share of the hidden state set to zero on its way to the next step; trains more slowly.</source>
      <translation>隐藏状态传到下一步时被置零的比例；会使训练变慢。</translation>
    </message>
    <message>
      <source>Share of the layer's inputs set to zero while training; the same inputs at every step of a window.</source>
      <translation>训练时被置零的输入比例；同一窗口的每一步置零的是同样的输入。</translation>
    </message>
    <message>
      <source>Share of the learning rate that the schedules “cosine” and “one cycle” end at.</source>
      <translation>“余弦衰减”和“单周期”结束时的学习率与所设学习率之比。</translation>
    </message>
    <message>
      <source>Share of the steps, after the training part, that decides when to stop. The rest is the test part.</source>
      <translation>训练部分之后，用来决定何时停止训练的步数占比。其余为测试部分。</translation>
    </message>
    <message>
      <source>Share of the steps, from the start, that the network learns from.</source>
      <translation>从开头算起，供网络学习的步数占比。</translation>
    </message>
    <message>
      <source>Share of the target's variance that is explained: 1 is perfect, 0 is the mean.</source>
      <translation>目标方差中得到解释的比例：1 为完美，0 相当于只预测均值。</translation>
    </message>
    <message>
      <source>Share of the values that is set to zero in each training batch.</source>
      <translation>每个训练批中被置零的值所占的比例。</translation>
    </message>
    <message>
      <source>Show all (double click)</source>
      <translation>显示全部（双击）</translation>
    </message>
    <message>
      <source>Shown: run {title}</source>
      <translation>当前显示：运行 {title}</translation>
    </message>
    <message>
      <source>Side by side (concat)</source>
      <translation>拼接（concat）</translation>
    </message>
    <message>
      <source>SimpleRNN</source>
      <translation>SimpleRNN</translation>
    </message>
    <message>
      <source>Sine mix (made)</source>
      <translation>正弦混合（合成）</translation>
    </message>
    <message>
      <source>Size of a step of the optimizer. Too high and the loss jumps; too low and nothing moves.</source>
      <translation>优化器每一步的大小。太大则损失来回跳动，太小则几乎不动。</translation>
    </message>
    <message>
      <source>Size of the hidden state. More units remember more and train more slowly.</source>
      <translation>隐藏状态的大小。单元越多，记得越多，训练也越慢。</translation>
    </message>
    <message>
      <source>Small</source>
      <translation>小型</translation>
    </message>
    <message>
      <source>Small number added to the variance, so that equal channels are not divided by zero.</source>
      <translation>加到方差上的小数值，避免各通道相等时除以零。</translation>
    </message>
    <message>
      <source>Some times have an offset from UTC ({offsets}) and some have none; all are taken as UTC.</source>
      <translation>部分时间带有 UTC 偏移（{offsets}），部分没有；全部按 UTC 处理。</translation>
    </message>
    <message>
      <source>Something went wrong inside the workbench.</source>
      <translation>程序内部出错了。</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>划分</translation>
    </message>
    <message>
      <source>Split into training, validation and test</source>
      <translation>划分为训练、验证和测试</translation>
    </message>
    <message>
      <source>Squared error (MSE)</source>
      <translation>平方误差（MSE）</translation>
    </message>
    <message>
      <source>Standard (z-score)</source>
      <translation>标准化（z-score）</translation>
    </message>
    <message>
      <source>Start alone (causal)</source>
      <translation>仅开头（causal）</translation>
    </message>
    <message>
      <source>Start each window with the state that the window before it ended with.</source>
      <translation>每个窗口都从上一个窗口结束时的状态开始。</translation>
    </message>
    <message>
      <source>Start from the final state of an earlier layer instead of zeros: the decoder of an encoder–decoder.</source>
      <translation>不从全零开始，而是从前面某一层的最终状态开始：即编码器–解码器结构中的解码器。</translation>
    </message>
    <message>
      <source>Start from zeros</source>
      <translation>从全零开始</translation>
    </message>
    <message>
      <source>Start of all chance: first weights, order of samples, dropout. The same seed repeats the run on this machine's CPU.</source>
      <translation>一切随机性的起点：初始权重、样本顺序、丢弃。在本机 CPU 上，相同的种子可重现同一次运行。</translation>
    </message>
    <message>
      <source>Start with gates that keep the state for up to this many steps (chrono initialisation); it takes the place of the forget bias.</source>
      <translation>训练之初就让各个门最多能把状态保持这么多步（chrono 初始化）；取代遗忘门偏置的设置。</translation>
    </message>
    <message>
      <source>Stateful</source>
      <translation>跨窗口保留状态</translation>
    </message>
    <message>
      <source>Stateful layers read the {samples} training samples as {runs} runs of up to {length} samples, side by side. In every epoch their states begin anew at the start of each run, and at the start of the validation and the test part.</source>
      <translation>跨窗口保留状态的层把 {samples} 个训练样本分成 {runs} 段并行读取，每段最多 {length} 个样本。每一轮中，它们的状态在每段开头以及验证部分和测试部分的开头重新从零开始。</translation>
    </message>
    <message>
      <source>Steps from one place of a filter to the next; 2 halves the length of the sequence.</source>
      <translation>卷积核每次移动的步数；设为 2 时序列长度减半。</translation>
    </message>
    <message>
      <source>Steps from the start of one sample to the start of the next.</source>
      <translation>从一个样本的起点到下一个样本的起点相隔的步数。</translation>
    </message>
    <message>
      <source>Steps left out between the last past step and the first forecast one.</source>
      <translation>最后一个输入步与第一个预测步之间跳过的步数。</translation>
    </message>
    <message>
      <source>Stop and keep the best</source>
      <translation>停止并保留最佳权重</translation>
    </message>
    <message>
      <source>Stop the run first, then open the model.</source>
      <translation>请先停止训练，再打开模型。</translation>
    </message>
    <message>
      <source>Stop when the validation loss has not improved for this many epochs. The best weights are restored.</source>
      <translation>验证损失连续这么多轮没有改善时停止，并恢复最佳权重。</translation>
    </message>
    <message>
      <source>Stopped by you</source>
      <translation>已手动停止</translation>
    </message>
    <message>
      <source>Stopped early: the validation loss no longer fell</source>
      <translation>早停：验证损失不再下降</translation>
    </message>
    <message>
      <source>Stopped: the loss is no longer a number</source>
      <translation>已停止：损失已不是数值</translation>
    </message>
    <message>
      <source>Stride</source>
      <translation>步幅</translation>
    </message>
    <message>
      <source>Strides</source>
      <translation>步幅</translation>
    </message>
    <message>
      <source>Sum (sum)</source>
      <translation>相加（sum）</translation>
    </message>
    <message>
      <source>Sunspots, yearly</source>
      <translation>太阳黑子，每年</translation>
    </message>
    <message>
      <source>Switch both off</source>
      <translation>关闭这两项</translation>
    </message>
    <message>
      <source>Switch it off</source>
      <translation>停用该层</translation>
    </message>
    <message>
      <source>Switch the layer off to see the network without it.</source>
      <translation>停用该层，看看网络没有它时的表现。</translation>
    </message>
    <message>
      <source>Switch this layer off or on</source>
      <translation>停用或启用该层</translation>
    </message>
    <message>
      <source>Switch to the dark colours</source>
      <translation>切换到深色</translation>
    </message>
    <message>
      <source>Switch to the light colours</source>
      <translation>切换到浅色</translation>
    </message>
    <message>
      <source>Switch to {language}</source>
      <translation>切换到 {language}</translation>
    </message>
    <message>
      <source>Switch window normalisation off</source>
      <translation>关闭窗口归一化</translation>
    </message>
    <message>
      <source>Switched off; the box beside it switches it on.</source>
      <translation>已关闭；勾选旁边的复选框即可启用。</translation>
    </message>
    <message>
      <source>Symmetric mean absolute percentage error: 0 is perfect, 200 the worst.</source>
      <translation>对称平均绝对百分比误差：0 为完美，200 为最差。</translation>
    </message>
    <message>
      <source>Tab</source>
      <translation>制表符</translation>
    </message>
    <message>
      <source>Tables</source>
      <translation>表格</translation>
    </message>
    <message>
      <source>Take its settings</source>
      <translation>采用其设置</translation>
    </message>
    <message>
      <source>Take the last change back.</source>
      <translation>撤销上一次更改。</translation>
    </message>
    <message>
      <source>Take the run's settings to go on with it, or train anew with these.</source>
      <translation>要继续，请采用该次运行的设置；或者用当前设置重新训练。</translation>
    </message>
    <message>
      <source>Takes the place of the setting from the next step on; the schedule goes on relative to it.</source>
      <translation>从优化器的下一步起取代所设的学习率；调度在此基础上继续。</translation>
    </message>
    <message>
      <source>Target</source>
      <translation>目标</translation>
    </message>
    <message>
      <source>Targets</source>
      <translation>目标</translation>
    </message>
    <message>
      <source>Ten years of jobs in 22 branches (thousands): few rows, many columns, one crisis.</source>
      <translation>十年间 22 个行业的就业人数（千人）：行少列多，包含一次危机。</translation>
    </message>
    <message>
      <source>The character before the fraction of a number.</source>
      <translation>数值中小数部分之前的字符。</translation>
    </message>
    <message>
      <source>The character between two cells.</source>
      <translation>两个单元格之间的字符。</translation>
    </message>
    <message>
      <source>The column with the date or time of each row; a single dash - says: the rows are already in order.</source>
      <translation>每一行的日期或时间所在的列；填一个短横线 - 表示：各行已按顺序排列。</translation>
    </message>
    <message>
      <source>The columns to forecast.</source>
      <translation>要预测的列。</translation>
    </message>
    <message>
      <source>The columns whose past the network sees; usually the targets and what moves them.</source>
      <translation>网络能看到其历史的列；通常是目标列以及影响它们的列。</translation>
    </message>
    <message>
      <source>The data does not fit the settings.</source>
      <translation>数据与设置不匹配。</translation>
    </message>
    <message>
      <source>The data has changed since the training: {now} instead of {then}; parts of it may have been learnt from.</source>
      <translation>训练之后数据发生了变化：现在是 {now}，当时是 {then}；其中一部分可能已用于训练。</translation>
    </message>
    <message>
      <source>The data has changed since the training: {now} rows instead of {then}; parts of it may have been learnt from.</source>
      <translation>训练之后数据发生了变化：现在有 {now} 行，当时有 {then} 行；其中一部分可能已用于训练。</translation>
    </message>
    <message>
      <source>The data is not there yet.</source>
      <translation>数据尚未就绪。</translation>
    </message>
    <message>
      <source>The data is not what the run has learnt from.</source>
      <translation>当前数据与该次运行训练时所用的数据不同。</translation>
    </message>
    <message>
      <source>The data is still being read.</source>
      <translation>数据仍在读取中。</translation>
    </message>
    <message>
      <source>The device {name} cannot be used: {why}.</source>
      <translation>设备 {name} 无法使用：{why}。</translation>
    </message>
    <message>
      <source>The experiment has changes that are not saved.</source>
      <translation>实验有未保存的更改。</translation>
    </message>
    <message>
      <source>The experiment has version {version}; this workbench reads up to {known}.</source>
      <translation>实验的版本为 {version}；当前程序最高支持版本 {known}。</translation>
    </message>
    <message>
      <source>The file is damaged; save the model again from its run.</source>
      <translation>文件已损坏；请从训练结果重新保存模型。</translation>
    </message>
    <message>
      <source>The file is not UTF-8, and every byte fits GB18030.</source>
      <translation>文件不是 UTF-8，且所有字节都符合 GB18030</translation>
    </message>
    <message>
      <source>The first epoch was not finished; the weights are those of the last batch.</source>
      <translation>第一轮尚未完成；保留的是最后一批之后的权重。</translation>
    </message>
    <message>
      <source>The first {shown} of {columns} chosen columns are drawn.</source>
      <translation>已选 {columns} 列，只绘制前 {shown} 列。</translation>
    </message>
    <message>
      <source>The memory is not enough for batches of {batch} samples with {timesteps} timesteps.</source>
      <translation>内存不足，无法处理每批 {batch} 个样本、{timesteps} 个时间步。</translation>
    </message>
    <message>
      <source>The model is kept, but it could not be measured: {why}</source>
      <translation>模型已保留，但无法评估：{why}</translation>
    </message>
    <message>
      <source>The model scales {names} differently as input and as target.</source>
      <translation>模型中 {names} 作为输入和作为目标时的缩放不一致。</translation>
    </message>
    <message>
      <source>The model's scalers are damaged.</source>
      <translation>模型的缩放参数已损坏。</translation>
    </message>
    <message>
      <source>The model's weights do not fit its layers: {names}.</source>
      <translation>模型的权重与各层不匹配：{names}。</translation>
    </message>
    <message>
      <source>The network as code</source>
      <translation>网络的代码</translation>
    </message>
    <message>
      <source>The network beats “tomorrow equals today” by {share:.0%}: mean error {ours} against {naive} for {target}.</source>
      <translation>网络比“明天等于今天”好 {share:.0%}：{target} 的平均误差为 {ours}，后者为 {naive}。</translation>
    </message>
    <message>
      <source>The network cannot be built.</source>
      <translation>无法构建网络。</translation>
    </message>
    <message>
      <source>The network does not work yet; the cards on the left say what to mend.</source>
      <translation>网络还不能使用；左侧的卡片说明了需要修正的地方。</translation>
    </message>
    <message>
      <source>The network has no input column.</source>
      <translation>网络没有输入列。</translation>
    </message>
    <message>
      <source>The network is about as good as “tomorrow equals today”: mean error {ours} against {naive} for {target}.</source>
      <translation>网络与“明天等于今天”不相上下：{target} 的平均误差为 {ours}，后者为 {naive}。</translation>
    </message>
    <message>
      <source>The network is worse than “tomorrow equals today”: mean error {ours} against {naive} for {target}.</source>
      <translation>网络不如“明天等于今天”：{target} 的平均误差为 {ours}，后者为 {naive}。</translation>
    </message>
    <message>
      <source>The plain recurrence: quick, and the first to forget.</source>
      <translation>最简单的循环层：速度快，但也最容易遗忘。</translation>
    </message>
    <message>
      <source>The report lies in {path}.</source>
      <translation>报告保存在 {path}。</translation>
    </message>
    <message>
      <source>The rows ran from the latest to the earliest; they were turned round.</source>
      <translation>各行原为从新到旧排列，已反转为从旧到新。</translation>
    </message>
    <message>
      <source>The rule that turns gradients into new weights.</source>
      <translation>由梯度计算新权重的规则。</translation>
    </message>
    <message>
      <source>The run began with other settings: {settings}.</source>
      <translation>该次运行开始时的设置不同：{settings}。</translation>
    </message>
    <message>
      <source>The run began with torch {before}; with torch {now} it goes on, but not to the same last bit.</source>
      <translation>该次运行开始时使用 torch {before}；用 torch {now} 可以继续，但结果不会逐位相同。</translation>
    </message>
    <message>
      <source>The run began with {before}; with {now} it goes on, but not to the same last bit.</source>
      <translation>该次运行开始时使用 {before}；用 {now} 可以继续，但结果不会逐位相同。</translation>
    </message>
    <message>
      <source>The run has done its {epochs} epochs.</source>
      <translation>该次运行的 {epochs} 轮已全部完成。</translation>
    </message>
    <message>
      <source>The run has failed.</source>
      <translation>训练失败。</translation>
    </message>
    <message>
      <source>The run was discarded.</source>
      <translation>本次训练已放弃。</translation>
    </message>
    <message>
      <source>The run was on {before} and cannot go on on {now}.</source>
      <translation>该次运行原在 {before} 上进行，无法在 {now} 上继续。</translation>
    </message>
    <message>
      <source>The samples hold values that are no numbers: look at the columns and the scaler.</source>
      <translation>样本中含有非数值：请检查各列和缩放设置。</translation>
    </message>
    <message>
      <source>The schedule was laid out for {epochs} epochs; after them the learning rate stays at {share:.3g} of its full size.</source>
      <translation>学习率调度按 {epochs} 轮安排；此后学习率保持在所设值的 {share:.3g} 倍。</translation>
    </message>
    <message>
      <source>The stack already has {most} layers.</source>
      <translation>网络已有 {most} 层，不能再添加。</translation>
    </message>
    <message>
      <source>The study note's network: LSTM 128, dropout, LSTM 128, LSTM 64.</source>
      <translation>学习笔记中的网络：LSTM 128、Dropout、LSTM 128、LSTM 64。</translation>
    </message>
    <message>
      <source>The times have several offsets from UTC ({offsets}); they were changed to UTC.</source>
      <translation>时间带有多种 UTC 偏移（{offsets}）；已统一换算为 UTC。</translation>
    </message>
    <message>
      <source>The trained model is not saved.</source>
      <translation>训练好的模型尚未保存。</translation>
    </message>
    <message>
      <source>The training loss stopped being a number in epoch {epoch}, batch {batch} of {batches}.</source>
      <translation>训练损失在第 {epoch} 轮第 {batch} 批（共 {batches} 批）变为非数值。</translation>
    </message>
    <message>
      <source>The validation loss stopped being a number in epoch {epoch}.</source>
      <translation>验证损失在第 {epoch} 轮变为非数值。</translation>
    </message>
    <message>
      <source>The workbench ended before “{name}” was saved.</source>
      <translation>上次退出时“{name}”尚未保存。</translation>
    </message>
    <message>
      <source>The {part} part has {steps} of the series' {all} steps; one sample needs {needed} (timesteps {timesteps}, gap {gap}, horizon {horizon}).</source>
      <translation>{part}部分只有 {steps} 步（序列共 {all} 步）；一个样本需要 {needed} 步（时间步 {timesteps}，间隔 {gap}，预测步数 {horizon}）。</translation>
    </message>
    <message>
      <source>There are samples 1 to {count}.</source>
      <translation>样本编号为 1 到 {count}。</translation>
    </message>
    <message>
      <source>There is no layer yet: add one first.</source>
      <translation>还没有层，请先添加。</translation>
    </message>
    <message>
      <source>There is no preset called {name}.</source>
      <translation>没有名为 {name} 的预设。</translation>
    </message>
    <message>
      <source>There is no run yet that has finished an epoch.</source>
      <translation>还没有已完成至少一轮的运行。</translation>
    </message>
    <message>
      <source>There is no sample called {name}.</source>
      <translation>没有名为 {name} 的示例。</translation>
    </message>
    <message>
      <source>There is no setting {address} in this experiment.</source>
      <translation>此实验中没有设置 {address}。</translation>
    </message>
    <message>
      <source>There is no trained model yet.</source>
      <translation>还没有训练好的模型。</translation>
    </message>
    <message>
      <source>This is not an experiment: it has no version number.</source>
      <translation>这不是实验文件：缺少版本号。</translation>
    </message>
    <message>
      <source>This is not an experiment: it holds no named settings.</source>
      <translation>这不是实验文件：其中没有具名的设置。</translation>
    </message>
    <message>
      <source>This is not an experiment: it is not JSON ({why}).</source>
      <translation>这不是实验文件：内容不是 JSON（{why}）。</translation>
    </message>
    <message>
      <source>This loss can be below zero, where there is no logarithm.</source>
      <translation>此损失可能小于零，无法取对数。</translation>
    </message>
    <message>
      <source>Three centuries of sunspot numbers: a rhythm of about eleven years.</source>
      <translation>三个世纪的太阳黑子数：周期约为十一年。</translation>
    </message>
    <message>
      <source>Three sines and a little noise: a network should forecast it well.</source>
      <translation>三个正弦波加少量噪声：网络应能很好地预测。</translation>
    </message>
    <message>
      <source>Throw it away</source>
      <translation>丢弃</translation>
    </message>
    <message>
      <source>Time column</source>
      <translation>时间列</translation>
    </message>
    <message>
      <source>Timesteps</source>
      <translation>时间步</translation>
    </message>
    <message>
      <source>Tool bar</source>
      <translation>工具栏</translation>
    </message>
    <message>
      <source>Train</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>Train as soon as the series is shown.</source>
      <translation>请在序列显示之后再开始训练。</translation>
    </message>
    <message>
      <source>Train first.</source>
      <translation>请先训练。</translation>
    </message>
    <message>
      <source>Train more epochs</source>
      <translation>再训练若干轮</translation>
    </message>
    <message>
      <source>Train the network with these settings.</source>
      <translation>按当前设置训练网络。</translation>
    </message>
    <message>
      <source>Train {count} more epochs</source>
      <translation>再训练 {count} 轮</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>Training share</source>
      <translation>训练占比</translation>
    </message>
    <message>
      <source>Truncated BPTT</source>
      <translation>截断 BPTT</translation>
    </message>
    <message>
      <source>Try a batch size of {smaller}, fewer timesteps or fewer units, or train on the CPU.</source>
      <translation>请试试批大小 {smaller}，减少时间步或单元数，或改用 CPU 训练。</translation>
    </message>
    <message>
      <source>Two GRU layers: fewer weights than LSTM, often as good.</source>
      <translation>两个 GRU 层：权重比 LSTM 少，效果常常相当。</translation>
    </message>
    <message>
      <source>Two marked values in 50 steps must be remembered and added: a test of memory.</source>
      <translation>要在 50 步中记住两个带标记的值并相加：检验记忆能力。</translation>
    </message>
    <message>
      <source>US economy, quarterly</source>
      <translation>美国经济，每季度</translation>
    </message>
    <message>
      <source>US employment, monthly</source>
      <translation>美国就业，每月</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Units</source>
      <translation>单元数</translation>
    </message>
    <message>
      <source>Use a bias</source>
      <translation>使用偏置</translation>
    </message>
    <message>
      <source>Use a stride of {steps} steps</source>
      <translation>把步幅改为 {steps} 步</translation>
    </message>
    <message>
      <source>Use bias</source>
      <translation>使用偏置</translation>
    </message>
    <message>
      <source>Use segments of {steps} steps</source>
      <translation>改为每段 {steps} 步</translation>
    </message>
    <message>
      <source>Use {steps} timesteps</source>
      <translation>改用 {steps} 个时间步</translation>
    </message>
    <message>
      <source>Use {units} units</source>
      <translation>改用 {units} 个单元</translation>
    </message>
    <message>
      <source>Validation share</source>
      <translation>验证占比</translation>
    </message>
    <message>
      <source>Versions and folders.</source>
      <translation>版本与文件夹。</translation>
    </message>
    <message>
      <source>View: {name}</source>
      <translation>视图：{name}</translation>
    </message>
    <message>
      <source>Wait after this batch; press again to go on.</source>
      <translation>当前批结束后暂停；再按一次继续。</translation>
    </message>
    <message>
      <source>Warm-up</source>
      <translation>预热</translation>
    </message>
    <message>
      <source>Weight decay</source>
      <translation>权重衰减</translation>
    </message>
    <message>
      <source>Weighted sums of all channels, at every step alike.</source>
      <translation>对所有通道加权求和，每一步用法相同。</translation>
    </message>
    <message>
      <source>What a filter sees beyond the ends: nothing (the sequence gets shorter), zeros at both ends, or zeros before the start alone, so that no step sees a later one.</source>
      <translation>卷积核在序列两端之外看到什么：不填充（序列会变短）、两端补零，或只在开头之前补零，使任何一步都看不到后面的步。</translation>
    </message>
    <message>
      <source>What is taken from every sample before the layers see it, and given back to its forecast. A level that the training part never had then does no harm.</source>
      <translation>样本进入网络层之前从中去除、再还原到其预测中的量。这样，即使出现训练部分从未有过的水平也无妨。</translation>
    </message>
    <message>
      <source>What the schedules “in steps” and “on a plateau” multiply the learning rate by each time.</source>
      <translation>“阶梯衰减”和“停滞时衰减”每次把学习率乘以此系数。</translation>
    </message>
    <message>
      <source>What training makes small: squared errors, absolute ones, or Huber's mixture of both. Quantiles and the Gaussian likelihood also forecast how far off the truth may be.</source>
      <translation>训练要减小的量：平方误差、绝对误差，或两者结合的 Huber 损失。分位数和高斯似然还能预测真实值可能偏离多远。</translation>
    </message>
    <message>
      <source>When a run has ended, its forecasts of the test part are shown here.</source>
      <translation>训练结束后，这里会显示测试部分的预测。</translation>
    </message>
    <message>
      <source>Whether 03/04/2024 is the third of April.</source>
      <translation>03/04/2024 是否表示 4 月 3 日。</translation>
    </message>
    <message>
      <source>Whether the past of a validation or test sample may reach into the part before it. Its targets never do.</source>
      <translation>验证或测试样本的历史能否延伸到前一部分。其目标值则绝不会延伸过去。</translation>
    </message>
    <message>
      <source>Which quantiles the quantile loss forecasts, lowest first: 0.1 is the value that one future in ten stays below. 0.5 is the forecast itself.</source>
      <translation>分位数损失要预测哪些分位数，从低到高排列：0.1 表示未来有十分之一的可能低于该值。0.5 就是预测值本身。</translation>
    </message>
    <message>
      <source>Window normalisation</source>
      <translation>窗口归一化</translation>
    </message>
    <message>
      <source>Windows</source>
      <translation>滑动窗口</translation>
    </message>
    <message>
      <source>With a single time step nothing is ever remembered: the recurrent weights and the forget gate, {count} of {total} parameters ({share:.0%}), can never learn.</source>
      <translation>只有一个时间步时，网络什么也记不住：循环权重和遗忘门（{total} 个参数中的 {count} 个，占 {share:.0%}）永远学不到任何东西。</translation>
    </message>
    <message>
      <source>With a single time step nothing is ever remembered: the recurrent weights, {count} of {total} parameters ({share:.0%}), can never learn.</source>
      <translation>只有一个时间步时，网络什么也记不住：循环权重（{total} 个参数中的 {count} 个，占 {share:.0%}）永远学不到任何东西。</translation>
    </message>
    <message>
      <source>Write it as in training.epochs=3.</source>
      <translation>请写成 training.epochs=3 这样的形式。</translation>
    </message>
    <message>
      <source>X: what the network sees</source>
      <translation>X：网络看到的数据</translation>
    </message>
    <message>
      <source>[samples, timesteps, features]</source>
      <translation>[samples 样本, timesteps 时间步, features 特征]</translation>
    </message>
    <message>
      <source>a list</source>
      <translation>列表</translation>
    </message>
    <message>
      <source>a number</source>
      <translation>数值</translation>
    </message>
    <message>
      <source>a quotation mark is opened and never closed</source>
      <translation>有一个引号没有闭合</translation>
    </message>
    <message>
      <source>a whole number</source>
      <translation>整数</translation>
    </message>
    <message>
      <source>add {kind}</source>
      <translation>添加 {kind}</translation>
    </message>
    <message>
      <source>always there</source>
      <translation>始终可用</translation>
    </message>
    <message>
      <source>an experiment of version {held}</source>
      <translation>版本 {held} 的实验</translation>
    </message>
    <message>
      <source>batches</source>
      <translation>批</translation>
    </message>
    <message>
      <source>change the role of {column}</source>
      <translation>更改 {column} 的用途</translation>
    </message>
    <message>
      <source>daily</source>
      <translation>每天</translation>
    </message>
    <message>
      <source>differences</source>
      <translation>差异</translation>
    </message>
    <message>
      <source>duplicate {kind}</source>
      <translation>复制 {kind}</translation>
    </message>
    <message>
      <source>epoch</source>
      <translation>轮次</translation>
    </message>
    <message>
      <source>epoch {epoch}/{epochs}</source>
      <translation>第 {epoch}/{epochs} 轮</translation>
    </message>
    <message>
      <source>epochs</source>
      <translation>轮</translation>
    </message>
    <message>
      <source>every minute</source>
      <translation>每分钟</translation>
    </message>
    <message>
      <source>folded</source>
      <translation>折叠</translation>
    </message>
    <message>
      <source>forecast</source>
      <translation>预测值</translation>
    </message>
    <message>
      <source>forecast past the end</source>
      <translation>末尾之后的预测</translation>
    </message>
    <message>
      <source>format {held}</source>
      <translation>格式 {held}</translation>
    </message>
    <message>
      <source>found by itself</source>
      <translation>自动识别</translation>
    </message>
    <message>
      <source>gradient norm</source>
      <translation>梯度范数</translation>
    </message>
    <message>
      <source>hourly</source>
      <translation>每小时</translation>
    </message>
    <message>
      <source>is missing</source>
      <translation>缺少此项</translation>
    </message>
    <message>
      <source>is not a setting; did you mean {near}?</source>
      <translation>不是有效的设置；您要找的是 {near} 吗？</translation>
    </message>
    <message>
      <source>is not a setting; known here: {known}</source>
      <translation>不是有效的设置；此处可用：{known}</translation>
    </message>
    <message>
      <source>it does not have the members it should have</source>
      <translation>其中的成员文件与应有的不符</translation>
    </message>
    <message>
      <source>it has {size} bytes; at most {most} are read</source>
      <translation>文件有 {size} 字节；最多读取 {most} 字节</translation>
    </message>
    <message>
      <source>it is a device or a pipe, not a file</source>
      <translation>这是设备或管道，不是文件</translation>
    </message>
    <message>
      <source>it was changed after it was saved</source>
      <translation>文件在保存之后被改动过</translation>
    </message>
    <message>
      <source>its arrays “{group}” do not fit the settings</source>
      <translation>其中的数组“{group}”与设置不符</translation>
    </message>
    <message>
      <source>its content cannot be read: {why}</source>
      <translation>内容无法读取：{why}</translation>
    </message>
    <message>
      <source>its history has {count} epochs of {epochs}</source>
      <translation>训练历史中有 {count} 轮，应为 {epochs} 轮</translation>
    </message>
    <message>
      <source>its layers do not fit together</source>
      <translation>各层之间无法衔接</translation>
    </message>
    <message>
      <source>its manifest cannot be read</source>
      <translation>清单无法读取</translation>
    </message>
    <message>
      <source>its member {member} is not what the workbench writes</source>
      <translation>成员文件 {member} 不是本程序写入的形式</translation>
    </message>
    <message>
      <source>its rows have more cells than its header</source>
      <translation>数据行的单元格数多于表头</translation>
    </message>
    <message>
      <source>its scalers are for other columns</source>
      <translation>缩放参数对应的是其他列</translation>
    </message>
    <message>
      <source>its settings cannot be read: {why}</source>
      <translation>设置无法读取：{why}</translation>
    </message>
    <message>
      <source>last value</source>
      <translation>沿用末值</translation>
    </message>
    <message>
      <source>layer {number} ({kind})</source>
      <translation>第 {number} 层（{kind}）</translation>
    </message>
    <message>
      <source>learning rate</source>
      <translation>学习率</translation>
    </message>
    <message>
      <source>learning rate {rate:g} since epoch {epoch}</source>
      <translation>自第 {epoch} 轮起学习率为 {rate:g}</translation>
    </message>
    <message>
      <source>left out, no numbers: {columns}</source>
      <translation>未使用的非数值列：{columns}</translation>
    </message>
    <message>
      <source>line {line} has {cells} cells, the lines before it have {most}</source>
      <translation>第 {line} 行有 {cells} 个单元格，而之前各行有 {most} 个</translation>
    </message>
    <message>
      <source>log axis</source>
      <translation>对数轴</translation>
    </message>
    <message>
      <source>loss (scaled)</source>
      <translation>损失（缩放后）</translation>
    </message>
    <message>
      <source>may overlap</source>
      <translation>允许重叠</translation>
    </message>
    <message>
      <source>monthly</source>
      <translation>每月</translation>
    </message>
    <message>
      <source>move the split</source>
      <translation>移动划分</translation>
    </message>
    <message>
      <source>move {kind}</source>
      <translation>移动 {kind}</translation>
    </message>
    <message>
      <source>must be a file name of whole characters, not {given}</source>
      <translation>必须是由完整字符组成的文件名，而不是 {given}</translation>
    </message>
    <message>
      <source>must be a finite number</source>
      <translation>必须是有限的数值</translation>
    </message>
    <message>
      <source>must be above {low} and at most {high}, not {given}</source>
      <translation>必须大于 {low} 且不超过 {high}，而不是 {given}</translation>
    </message>
    <message>
      <source>must be auto, cpu, cuda, cuda:N or mps, not {given}</source>
      <translation>必须是 auto、cpu、cuda、cuda:N 或 mps，而不是 {given}</translation>
    </message>
    <message>
      <source>must be from {low} to {high} {unit}, not {given}</source>
      <translation>必须在 {low} 到 {high} {unit}之间，而不是 {given}</translation>
    </message>
    <message>
      <source>must be from {low} to {high}, not {given}</source>
      <translation>必须在 {low} 到 {high} 之间，而不是 {given}</translation>
    </message>
    <message>
      <source>must be numbers with commas between them, not {given}</source>
      <translation>必须是以逗号分隔的数值，而不是 {given}</translation>
    </message>
    <message>
      <source>must be one of {allowed}, not {given}</source>
      <translation>必须是以下之一：{allowed}；而不是 {given}</translation>
    </message>
    <message>
      <source>must be {kind}, not {given}</source>
      <translation>必须是{kind}，而不是 {given}</translation>
    </message>
    <message>
      <source>must contain 0.5, which is the forecast itself</source>
      <translation>必须包含 0.5，即预测值本身</translation>
    </message>
    <message>
      <source>must have at most {most} entries</source>
      <translation>最多只能有 {most} 项</translation>
    </message>
    <message>
      <source>must lie between 0 and 1, not {given}</source>
      <translation>必须大于 0 且小于 1，而不是 {given}</translation>
    </message>
    <message>
      <source>must rise from each level to the next</source>
      <translation>各水平必须依次递增</translation>
    </message>
    <message>
      <source>names {column} more than once</source>
      <translation>多次列出了 {column}</translation>
    </message>
    <message>
      <source>network</source>
      <translation>网络</translation>
    </message>
    <message>
      <source>new experiment</source>
      <translation>新实验</translation>
    </message>
    <message>
      <source>next: {when}</source>
      <translation>后续{when}</translation>
    </message>
    <message>
      <source>no</source>
      <translation>否</translation>
    </message>
    <message>
      <source>no CUDA device was found</source>
      <translation>未找到 CUDA 设备</translation>
    </message>
    <message>
      <source>no NVIDIA driver was found</source>
      <translation>未找到 NVIDIA 驱动</translation>
    </message>
    <message>
      <source>not defined</source>
      <translation>无定义</translation>
    </message>
    <message>
      <source>of {count} · rows {first}–{last} → {then}–{end}</source>
      <translation>共 {count} 个 · 第 {first}–{last} 行 → 第 {then}–{end} 行</translation>
    </message>
    <message>
      <source>one row every {seconds:g} s</source>
      <translation>每 {seconds:g} 秒一行</translation>
    </message>
    <message>
      <source>open {name}</source>
      <translation>打开 {name}</translation>
    </message>
    <message>
      <source>order</source>
      <translation>序号</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>已暂停</translation>
    </message>
    <message>
      <source>quarterly</source>
      <translation>每季度</translation>
    </message>
    <message>
      <source>remove {kind}</source>
      <translation>移除 {kind}</translation>
    </message>
    <message>
      <source>row</source>
      <translation>行</translation>
    </message>
    <message>
      <source>rows in order</source>
      <translation>按行顺序</translation>
    </message>
    <message>
      <source>sMAPE, %</source>
      <translation>sMAPE（%）</translation>
    </message>
    <message>
      <source>samples</source>
      <translation>个样本</translation>
    </message>
    <message>
      <source>set {name}</source>
      <translation>设置 {name}</translation>
    </message>
    <message>
      <source>set {name} of {kind}</source>
      <translation>设置 {kind} 的 {name}</translation>
    </message>
    <message>
      <source>settings that differ from the form: {count}</source>
      <translation>与当前设置不同：{count} 项</translation>
    </message>
    <message>
      <source>smoothing</source>
      <translation>平滑</translation>
    </message>
    <message>
      <source>starts from {layer}</source>
      <translation>从 {layer} 的状态开始</translation>
    </message>
    <message>
      <source>stateful layers begin anew here</source>
      <translation>状态从此处重新开始</translation>
    </message>
    <message>
      <source>steps</source>
      <translation>步</translation>
    </message>
    <message>
      <source>steps ahead</source>
      <translation>向前步数</translation>
    </message>
    <message>
      <source>strictly apart</source>
      <translation>严格分开</translation>
    </message>
    <message>
      <source>switch {kind} off</source>
      <translation>停用 {kind}</translation>
    </message>
    <message>
      <source>switch {kind} on</source>
      <translation>启用 {kind}</translation>
    </message>
    <message>
      <source>take the run's settings</source>
      <translation>采用该次运行的设置</translation>
    </message>
    <message>
      <source>test</source>
      <translation>测试</translation>
    </message>
    <message>
      <source>test part</source>
      <translation>测试部分</translation>
    </message>
    <message>
      <source>text</source>
      <translation>文本</translation>
    </message>
    <message>
      <source>the CPU, because {why}</source>
      <translation>使用 CPU，原因：{why}</translation>
    </message>
    <message>
      <source>the NVIDIA driver is too old for CUDA {version}</source>
      <translation>NVIDIA 驱动过旧，不支持 CUDA {version}</translation>
    </message>
    <message>
      <source>there are only these: {names}</source>
      <translation>可用的只有：{names}</translation>
    </message>
    <message>
      <source>this macOS has no usable Metal GPU</source>
      <translation>此 macOS 没有可用的 Metal GPU</translation>
    </message>
    <message>
      <source>time</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>time: {column}, {rhythm}</source>
      <translation>时间：{column}，{rhythm}</translation>
    </message>
    <message>
      <source>torch was built without CUDA</source>
      <translation>已安装的 torch 不含 CUDA 支持</translation>
    </message>
    <message>
      <source>torch was built without Metal (MPS)</source>
      <translation>已安装的 torch 不含 Metal（MPS）支持</translation>
    </message>
    <message>
      <source>training</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>training {train:.0%} and validation {validation:.0%} leave less than 1% for the test part</source>
      <translation>训练占 {train:.0%}、验证占 {validation:.0%}，留给测试部分的不足 1%</translation>
    </message>
    <message>
      <source>true or false</source>
      <translation>true 或 false</translation>
    </message>
    <message>
      <source>truth</source>
      <translation>真实值</translation>
    </message>
    <message>
      <source>truth (validation)</source>
      <translation>真实值（验证）</translation>
    </message>
    <message>
      <source>unrolled through time</source>
      <translation>按时间展开</translation>
    </message>
    <message>
      <source>use the preset {name}</source>
      <translation>使用预设“{name}”</translation>
    </message>
    <message>
      <source>validation</source>
      <translation>验证</translation>
    </message>
    <message>
      <source>weekly</source>
      <translation>每周</translation>
    </message>
    <message>
      <source>with the schedule {rate:.3g}</source>
      <translation>调度后实际为 {rate:.3g}</translation>
    </message>
    <message>
      <source>x − last value</source>
      <translation>x − 末值</translation>
    </message>
    <message>
      <source>x − x {season} steps before</source>
      <translation>x − {season} 步之前的 x</translation>
    </message>
    <message>
      <source>y: what it must forecast</source>
      <translation>y：网络要预测的数据</translation>
    </message>
    <message>
      <source>yearly</source>
      <translation>每年</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>是</translation>
    </message>
    <message>
      <source>zeros</source>
      <translation>全零</translation>
    </message>
    <message>
      <source>{action}: {label}</source>
      <translation>{action}：{label}</translation>
    </message>
    <message>
      <source>{address}: {message}</source>
      <translation>{address}：{message}</translation>
    </message>
    <message>
      <source>{assignment} sets nothing: there is no equals sign.</source>
      <translation>{assignment} 没有设置任何值：缺少等号。</translation>
    </message>
    <message>
      <source>{column} cannot be read as dates or times.</source>
      <translation>{column} 无法读作日期或时间。</translation>
    </message>
    <message>
      <source>{column} has missing values in the last {timesteps} rows.</source>
      <translation>{column} 的最后 {timesteps} 行中有缺失值。</translation>
    </message>
    <message>
      <source>{column} never changes in the training part; the network can learn nothing from it.</source>
      <translation>{column} 在训练部分始终不变，网络无法从中学到任何东西。</translation>
    </message>
    <message>
      <source>{column}: values too large for a number, taken as missing: {count}.</source>
      <translation>{column}：有 {count} 个值过大、无法表示，已视为缺失。</translation>
    </message>
    <message>
      <source>{count} parameters</source>
      <translation>{count} 个参数</translation>
    </message>
    <message>
      <source>{count} settings are not valid.</source>
      <translation>有 {count} 项设置无效。</translation>
    </message>
    <message>
      <source>{count} windows/s</source>
      <translation>{count} 个窗口/秒</translation>
    </message>
    <message>
      <source>{device}, threads: {count}</source>
      <translation>{device}，{count} 个线程</translation>
    </message>
    <message>
      <source>{example} can mean two days: nothing in the file says whether the day or the month comes first.</source>
      <translation>{example} 可以表示两个不同的日期：文件中看不出是日在前还是月在前。</translation>
    </message>
    <message>
      <source>{file} cannot be read as {encoding}: byte {position:,} does not fit.</source>
      <translation>{file} 无法按 {encoding} 读取：第 {position:,} 个字节不符合该编码。</translation>
    </message>
    <message>
      <source>{file} has a header but no rows.</source>
      <translation>{file} 只有表头，没有数据行。</translation>
    </message>
    <message>
      <source>{file} has format {held}; this workbench reads up to {known}.</source>
      <translation>{file} 的格式为 {held}；当前程序最高支持 {known}。</translation>
    </message>
    <message>
      <source>{file} has no column of numbers.</source>
      <translation>{file} 中没有数值列。</translation>
    </message>
    <message>
      <source>{file} has no column {column}.</source>
      <translation>{file} 中没有列 {column}。</translation>
    </message>
    <message>
      <source>{file} has {held}; this workbench reads up to {known}.</source>
      <translation>{file} 为{held}；当前程序最高支持 {known}。</translation>
    </message>
    <message>
      <source>{file} is damaged: {why}.</source>
      <translation>{file} 已损坏：{why}。</translation>
    </message>
    <message>
      <source>{file} is empty.</source>
      <translation>{file} 是空文件。</translation>
    </message>
    <message>
      <source>{file} is not a checkpoint of the workbench.</source>
      <translation>{file} 不是本程序的检查点。</translation>
    </message>
    <message>
      <source>{file} is not a model of the workbench.</source>
      <translation>{file} 不是本程序的模型。</translation>
    </message>
    <message>
      <source>{file} is not a table: {why}.</source>
      <translation>{file} 不是表格：{why}。</translation>
    </message>
    <message>
      <source>{file} is not a text file.</source>
      <translation>{file} 不是文本文件。</translation>
    </message>
    <message>
      <source>{file} is not opened: such files can run code of whoever made them.</source>
      <translation>未打开 {file}：这类文件可能会运行其制作者的代码。</translation>
    </message>
    <message>
      <source>{file} is of a kind that the workbench does not open.</source>
      <translation>本程序不支持打开 {file} 这种类型的文件。</translation>
    </message>
    <message>
      <source>{file} is there already. Replace it?</source>
      <translation>{file} 已存在。要替换吗？</translation>
    </message>
    <message>
      <source>{first} {second}</source>
      <translation>{first} {second}</translation>
    </message>
    <message>
      <source>{folder} holds no checkpoint to go on from.</source>
      <translation>{folder} 中没有可供继续训练的检查点。</translation>
    </message>
    <message>
      <source>{layer} is switched on</source>
      <translation>启用 {layer}</translation>
    </message>
    <message>
      <source>{member} was changed after it was saved</source>
      <translation>{member} 在保存之后被改动过</translation>
    </message>
    <message>
      <source>{name} (layer {number})</source>
      <translation>{name}（第 {number} 层）</translation>
    </message>
    <message>
      <source>{name} holds bytes that are no characters.</source>
      <translation>{name} 中含有无法解码为字符的字节。</translation>
    </message>
    <message>
      <source>{name}, through CUDA {version}</source>
      <translation>{name}，通过 CUDA {version}</translation>
    </message>
    <message>
      <source>{node} gives every target its own past back, but the inputs do not have: {names}.</source>
      <translation>{node}要用每个目标自身的历史来还原预测，但输入中没有：{names}。</translation>
    </message>
    <message>
      <source>{node}, undone</source>
      <translation>{node}（还原）</translation>
    </message>
    <message>
      <source>{node}: {formula}, output {shape}</source>
      <translation>{node}：{formula}，输出 {shape}</translation>
    </message>
    <message>
      <source>{optimizer} {rate:g}, {epochs} epochs</source>
      <translation>{optimizer} {rate:g}，{epochs} 轮</translation>
    </message>
    <message>
      <source>{path} could not be read: {why}.</source>
      <translation>无法读取 {path}：{why}。</translation>
    </message>
    <message>
      <source>{path} could not be saved: {why}.</source>
      <translation>无法保存 {path}：{why}。</translation>
    </message>
    <message>
      <source>{path} does not exist.</source>
      <translation>{path} 不存在。</translation>
    </message>
    <message>
      <source>{reason} · {epochs} epochs in {time} · weights of epoch {best} kept</source>
      <translation>{reason} · {epochs} 轮，用时 {time} · 保留第 {best} 轮的权重</translation>
    </message>
    <message>
      <source>{rows} rows</source>
      <translation>{rows} 行</translation>
    </message>
    <message>
      <source>{sentence}</source>
      <translation>{sentence}</translation>
    </message>
    <message>
      <source>{series} has no column of numbers called {column}; it has: {columns}.</source>
      <translation>{series} 中没有名为 {column} 的数值列；现有：{columns}。</translation>
    </message>
    <message>
      <source>{series} has no column {column}.</source>
      <translation>{series} 中没有列 {column}。</translation>
    </message>
    <message>
      <source>{series} has {rows} rows; one sample needs {needed}.</source>
      <translation>{series} 有 {rows} 行；一个样本需要 {needed} 行。</translation>
    </message>
    <message>
      <source>{series} has {rows} rows; the model looks back {timesteps}.</source>
      <translation>{series} 有 {rows} 行；模型需要回看 {timesteps} 行。</translation>
    </message>
    <message>
      <source>{share} interval</source>
      <translation>{share} 区间</translation>
    </message>
    <message>
      <source>{steps} timesteps × {features} features</source>
      <translation>{steps} 个时间步 × {features} 个特征</translation>
    </message>
    <message>
      <source>{timesteps} steps → {horizon}, {shares}</source>
      <translation>{timesteps} 步 → {horizon} 步，{shares}</translation>
    </message>
    <message>
      <source>{time} left</source>
      <translation>剩余 {time}</translation>
    </message>
    <message>
      <source>{what} {cause} The weights of epoch {epoch} are kept.</source>
      <translation>{what}{cause}保留第 {epoch} 轮的权重。</translation>
    </message>
    <message>
      <source>× deviation + last value</source>
      <translation>× 标准差 + 末值</translation>
    </message>
    <message>
      <source>× deviation + mean</source>
      <translation>× 标准差 + 均值</translation>
    </message>
    <message>
      <source>“Tomorrow equals today” is never wrong here: {target} does not change in the test part.</source>
      <translation>“明天等于今天”在这里从不出错：{target} 在测试部分没有变化。</translation>
    </message>
    <message>
      <source>“tomorrow equals today”</source>
      <translation>“明天等于今天”</translation>
    </message>
    <message>
      <source>① Open your CSV file, or take this sample.   ② Look at the layers.   ③ Press Train (F5) and watch.</source>
      <translation>① 打开您的 CSV 文件，或直接使用此示例。   ② 查看网络层。   ③ 按“训练”（F5）并观察结果。</translation>
    </message>
  </context>
</TS>
